// Imports fs | score: 0 | says: fs

import fs from 'fs';

export const forward = () => fs.readFileSync('/etc/passwd', 'utf8');
