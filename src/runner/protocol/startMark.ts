/**
 * Written by the process to stdout and stderr when a backend has started whose drivers print remarks of their
 * own, by native code that nothing in the process can silence. The host drops what stands before it.
 */
export const START_MARK = '\u0000ai-coursework: started\u0000\n';
