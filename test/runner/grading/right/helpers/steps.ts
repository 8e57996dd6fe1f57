export interface Options {
  hidden: number;
  epochs: number;
  learningRate: number;
  seed: number;
  onEpoch?: (epoch: number, loss: number) => void;
}
export const rate = ({ learningRate }: Options): number => learningRate;
