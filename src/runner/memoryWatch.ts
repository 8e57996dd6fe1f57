import fs from 'node:fs/promises';

/**
 * Calls `onExceed` once when a process holds more than `limitMb` of memory. V8's heap ceiling does not count
 * typed arrays and WebAssembly memory, so the resident size is read from outside. Linux only (/proc);
 * elsewhere the heap ceiling alone holds.
 *
 * @returns a function that stops the watch.
 */
export function watchMemory(pid: number, limitMb: number, onExceed: () => void): () => void {
  if (process.platform !== 'linux') return () => {};
  const timer = setInterval(() => {
    void fs.readFile(`/proc/${pid}/statm`, 'utf8').then(
      (statm) => {
        const pages = Number(statm.split(' ')[1]);
        if ((pages * 4096) / 2 ** 20 <= limitMb) return;
        clearInterval(timer);
        onExceed();
      },
      () => clearInterval(timer), // the process has ended
    );
  }, 250);
  timer.unref();
  return () => clearInterval(timer);
}
