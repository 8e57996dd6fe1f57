import { msg, type Message } from '../../kit/l10n';
import type { Gpu } from './gpus';
import type { BackendReport } from './report';
import { drawsOnly, type Sight } from './seen';

/** Why no backend computes on a GPU that is there, and what would change that. */
export function gpuNote(gpu: Gpu, { nvidiaTrouble, wsl }: Sight, backends: readonly BackendReport[], anotherIsUsed: boolean): Message {
  if (drawsOnly(gpu) && !(wsl && gpu.vendor === 'Microsoft')) return msg('It draws the screen of a server or a virtual machine and cannot compute.');
  if (gpu.noDriver) return msg('The system sees it, but no driver serves it. Install the driver of its vendor, then restart the machine.');
  if (gpu.noDeviceFile) return msg('Its driver is loaded, but the files by which programs reach it are not here. A container must be started with access to the GPU; otherwise restart the machine.');
  if (gpu.vendor === 'NVIDIA' && nvidiaTrouble?.kind === 'hung') return msg('Its driver does not answer: `nvidia-smi` was cut off after {ms} ms. Restart the machine; if that does not help, install the driver anew.', { ms: nvidiaTrouble.afterMs });
  if (gpu.vendor === 'NVIDIA' && nvidiaTrouble?.kind === 'failed') return msg('Its driver does not work: `nvidia-smi` says “{words}”. Install the driver anew, then restart the machine.', { words: nvidiaTrouble.words });
  if (anotherIsUsed) return msg('Another GPU of this machine does the work.');
  const webgpu = backends.find(({ backend }) => backend === 'webgpu')?.passedOver?.why;
  const tensorflow = backends.some(({ backend, available }) => backend === 'tensorflow' && available);
  if (wsl) return msg('It belongs to Windows. WSL passes it on to CUDA, not to Vulkan, which the backend webgpu needs. Run VS Code in Windows to use it, or a TensorFlow library with CUDA.');
  if (webgpu === 'noGpu' || webgpu === 'softwareGpu') return gpu.vendor === 'NVIDIA' && tensorflow ? msg('The driver offers no Vulkan, which the backend webgpu needs, and TensorFlow was built without CUDA. Install the vendor’s whole driver, with its Vulkan part.') : noAdapter();
  if (webgpu === 'unsupported') return msg('The backend webgpu, which would use it, does not exist for this system.');
  if (webgpu === 'crashed' || webgpu === 'timeout' || webgpu === 'deviceLost') return msg('Its driver failed when the backend webgpu started. Update the driver.');
  return msg('The backend webgpu, which would use it, did not start. Its row says why.');
}

const noAdapter = (): Message => {
  switch (process.platform) {
    case 'linux':
      return msg('No Vulkan driver offers it to the backend webgpu. Install the Vulkan part of its driver (for AMD and Intel, the package mesa-vulkan-drivers).');
    case 'win32':
      return msg('Direct3D 12 does not offer it to the backend webgpu. Update its driver.');
    default:
      return msg('The system does not offer it to the backend webgpu. Update the system.');
  }
};
