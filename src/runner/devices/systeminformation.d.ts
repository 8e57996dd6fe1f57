/** Only the part of the package that knows about GPUs; its types are those of the whole. */
declare module 'systeminformation/lib/graphics.js' {
  import type { Systeminformation } from 'systeminformation';
  export function graphics(): Promise<Systeminformation.GraphicsData>;
}
