/** What the system tells of processes, and how a command is held to two cores (Linux; elsewhere undefined, and as many cores as there are). */
import fs from 'node:fs';
import os from 'node:os';

const read = (file) => {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
};

/** CPU seconds of this process's children that have ended, with theirs. */
export function childrenCpu() {
  const fields = read('/proc/self/stat')?.split(') ')[1].split(' ');
  return fields ? (Number(fields[13]) + Number(fields[14])) / 100 : undefined;
}

/** Resident size of a process, now and at the highest, in MB. */
export function memoryStatus(pid) {
  const status = read(`/proc/${pid}/status`);
  const mb = (name) => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1]) / 1024;
  return status && mb('VmRSS') ? { now: mb('VmRSS'), highest: mb('VmHWM') } : undefined;
}

export function onTwoCores(command) {
  const allowed = /^Cpus_allowed_list:\s*(\S+)/m.exec(read('/proc/self/status') ?? '')?.[1];
  if (allowed === undefined || os.availableParallelism() <= 2) return command;
  const cores = allowed.split(',').flatMap((range) => {
    const [first, last = first] = range.split('-').map(Number);
    return Array.from({ length: last - first + 1 }, (_, i) => first + i);
  });
  return ['taskset', '-c', cores.slice(0, 2).join(), ...command];
}
