import { systemOf } from './layout';

/** A file that we know to the last byte, whoever serves it. */
export interface Pin {
  sha256: string;
  /** Bytes. */
  size: number;
}

/** A wheel, found through a package index (a wheel is a zip). */
export interface WheelPin extends Pin {
  project: string;
  file: string;
}

/** A file at an address of its own. */
export interface ArchivePin extends Pin {
  url: string;
}

export interface SystemPins {
  /** Version of TensorFlow. */
  version: string;
  wheel?: WheelPin;
  archive?: ArchivePin;
  /** Bytes of what is unpacked. */
  unpacked: number;
}

const VERSION = '2.16.2';

const wheel = (project: string, tag: string, size: number, sha256: string): WheelPin => ({ project, file: `${project.replace('-', '_')}-${VERSION}-cp311-cp311-${tag}.whl`, size, sha256 });

const archive = (classifier: string, size: number, sha256: string): ArchivePin => ({
  url: `https://repo1.maven.org/maven2/org/tensorflow/tensorflow-core-native/1.0.0/tensorflow-core-native-1.0.0-${classifier}.jar`,
  size,
  sha256,
});

/**
 * TensorFlow 2.16.2: the newest version whose wheels exist for all of Linux and macOS, x64 and arm64 (2.14 has
 * none for macOS arm64, 2.18 none for macOS x64); 2.14 to 2.20 were measured to train a small CNN equally fast.
 *
 * The archive is the one that TensorFlow's project publishes on Maven Central for its Java interface (a jar is
 * a zip); its libraries are the wheel's, byte for byte. Every hash here was computed from a download. The C
 * archives on storage.googleapis.com could not be reached to compute theirs, so they are not among the sources;
 * an unpacked one serves as the path that the user gives. Windows has no wheel with the C library in it, and
 * the archive no header files: there a binding must come with the extension.
 */
const PINS: Record<string, SystemPins> = {
  'linux-x64': {
    version: VERSION,
    wheel: wheel('tensorflow-cpu', 'manylinux_2_17_x86_64.manylinux2014_x86_64', 214_055_683, 'c855cb6bf05d32dd5928086b03a5f6b4189b63c22b95e017703cbee4291023ca'),
    archive: archive('linux-x86_64', 148_786_453, 'ba217198f8fb4f289d883d51c6d438a416d525f425696ff8c32222fd0b54c1da'),
    unpacked: 632_000_000,
  },
  'linux-arm64': {
    version: VERSION,
    wheel: wheel('tensorflow', 'manylinux_2_17_aarch64.manylinux2014_aarch64', 218_904_025, '8728b12bc86941d90d0a927c40d4b21f8820964a80439a7c45f850eb37d57067'),
    archive: archive('linux-arm64', 148_373_099, '950c366eac5c29a426bcd50cc82b14c8aafc579fa14a7937cbad55f04af7c791'),
    unpacked: 713_000_000,
  },
  'darwin-arm64': {
    version: VERSION,
    wheel: wheel('tensorflow', 'macosx_12_0_arm64', 227_025_342, '2c8a0e79395639b762e62002db99b2f6cc608f744312c9940899c1128f325331'),
    archive: archive('macosx-arm64', 127_041_095, 'be3bcf51e2036fd7813691761ac6796b8a10c57c303f36a760f804925e303332'),
    unpacked: 615_000_000,
  },
  'darwin-x64': {
    version: VERSION,
    wheel: wheel('tensorflow', 'macosx_10_15_x86_64', 259_588_062, 'ec06570d57bfa0e2be804405e3cdc2960e94887e7619ffb6bc053e9775b695aa'),
    archive: archive('macosx-x86_64', 152_541_545, '8df13d05965bbcd284b80b74a832c672506a2a8752ec464dc0179da55279a561'),
    unpacked: 736_000_000,
  },
  'win32-x64': {
    version: VERSION,
    archive: archive('windows-x86_64', 77_077_739, 'b9b96c7ccf37f54bed6a2a03d895a4c6ffcbee17e77b6951dbd2127a0a8a927a'),
    unpacked: 245_000_000,
  },
};

/** What is known for a system; `undefined` where TensorFlow's project has no build for it. */
export const pinsFor = (system: string = systemOf()): SystemPins | undefined => PINS[system];
