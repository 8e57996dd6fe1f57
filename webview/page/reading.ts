/** How long the end of a text must stay in sight before the page counts as read. */
const LONG_ENOUGH_MS = 2000;

/**
 * Calls back once, when the end of the article has been on screen for two seconds at a stretch. Returns
 * the way to stop watching. A page in a hidden tab is not being read, whatever its geometry says.
 */
export function watchEnd(end: Element, onRead: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let inSight = false;
  const update = () => {
    clearTimeout(timer);
    if (inSight && document.visibilityState === 'visible') {
      timer = setTimeout(() => {
        stop();
        onRead();
      }, LONG_ENOUGH_MS);
    }
  };
  const observer = new IntersectionObserver((entries) => {
    inSight = entries.at(-1)?.isIntersecting ?? false;
    update();
  });
  const stop = () => {
    clearTimeout(timer);
    observer.disconnect();
    document.removeEventListener('visibilitychange', update);
  };
  observer.observe(end);
  document.addEventListener('visibilitychange', update);
  return stop;
}
