import type { Subscription } from './emitter';

/** Something that owns other things and puts them away, last made first. */
export class Owner {
  private owned: Subscription[] = [];
  private ended = false;

  protected own<T extends Subscription>(thing: T): T {
    if (this.ended) thing.dispose();
    else this.owned.push(thing);
    return thing;
  }

  dispose(): void {
    this.ended = true;
    for (const thing of this.owned.splice(0).reverse()) thing.dispose();
  }
}
