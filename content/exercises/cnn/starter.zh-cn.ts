import * as tf from '@tensorflow/tfjs';

/**
 * 练习 2：卷积神经网络。先亲手写三个构件，再训练一个数字分类器。
 *
 * 布局：图片是 NHWC [batch, height, width, channels]，卷积核是 HWIO [height, width, in, out]。
 * 规则：conv2d 和 maxPool 运行时不得触发 TensorFlow.js 的任何卷积、深度卷积、膨胀或池化算子
 * （评分时会监视你的函数用到的算子）；pad、slice、reshape、concat、matMul、maximum 之类随便用。
 * buildModel 可任意使用 tf.layers。不要释放或改动传进来的张量。
 */

/**
 * 深度学习意义上的卷积（卷积核不翻转），使用 TensorFlow 的 'same' 填充。
 *
 *   out = ceil(in / stride)                            高、宽两个轴各算各的
 *   pad = max((out − 1) · stride + filter − in, 0)     补零总数；前面补 floor(pad / 2) 个，其余补在后面
 *   y[n, r, c, o] = Σ_i Σ_j Σ_k padded[n, r·stride + i, c·stride + j, k] · filters[i, j, k, o]
 *
 * x [N, H, W, C]，filters [h, w, C, O] -> [N, ceil(H / stride), ceil(W / stride), O]。
 * 一种够快的做法：把所有窗口收集成一个矩阵，再做一次矩阵乘法。
 */
export function conv2d(x: tf.Tensor4D, filters: tf.Tensor4D, stride: number): tf.Tensor4D {
  // TODO: conv2d
  throw new Error('TODO: conv2d');
}

/**
 * 逐通道取每个 size×size 窗口里的最大值；窗口互相挨着（步长 = size）。
 *
 * x [N, H, W, C] -> [N, ceil(H / size), ceil(W / size), C]，填充公式同 conv2d。
 * 填充的值绝不能胜出：想一想整个窗口都是负数的情形。
 */
export function maxPool(x: tf.Tensor4D, size: number): tf.Tensor4D {
  // TODO: maxPool
  throw new Error('TODO: maxPool');
}

/**
 * 全连接层：除第一个轴外全部展平，然后 y = rows·weights + bias。不加激活函数。
 *
 * x 的秩为 2 到 4，[N, ...]，每行 D 个值；weights [D, units]，bias [units] -> [N, units]。
 */
export function fullyConnected(x: tf.Tensor, weights: tf.Tensor2D, bias: tf.Tensor1D): tf.Tensor2D {
  // TODO: fullyConnected
  throw new Error('TODO: fullyConnected');
}

/**
 * 分类器：输入 [null, 28, 28, 1]，输出 [null, 10]，是和为 1 的概率。
 *
 * 至少一个卷积层，用池化或步长把图片变小，末层之前有非线性的激活函数（只靠池化取最大值不算），
 * 对类别只做一次 softmax，参数总数不超过 500,000。不必编译。
 */
export function buildModel(): tf.LayersModel {
  // TODO: buildModel
  throw new Error('TODO: buildModel');
}

/**
 * 用小批量训练模型：images [N, 28, 28, 1]，值在 0..1；labels [N, 10]，one-hot。
 *
 * 模型若未编译就编译。遵守 o.epochs 和 o.batchSize；要打乱顺序就按 o.seed 打乱。
 * 每个批次调用一次 o.onBatch，最后不满的一批也算；批次号在整个训练过程中从 0 连续计数，
 * 同时传入这一批的损失和准确率：仅这一批图片中判对的比例（0..1），更新之前或之后算都行。
 * 存活张量数不得随批次增长。
 */
export async function train(
  model: tf.LayersModel,
  images: tf.Tensor4D,
  labels: tf.Tensor2D,
  o: { epochs: number; batchSize: number; seed: number; onBatch?: (batch: number, loss: number, accuracy: number) => void },
): Promise<void> {
  // TODO: train
  throw new Error('TODO: train');
}

/** 每张图片的类别（0..9）：概率最大者的下标，普通数字，每张一个。 */
export function predict(model: tf.LayersModel, images: tf.Tensor4D): number[] {
  // TODO: predict
  throw new Error('TODO: predict');
}

/**
 * 两个列表在同一位置类别相同的比例，0..1。
 * 两个空列表得 0；长度不同则抛出 Error。
 */
export function accuracy(predicted: number[], actual: number[]): number {
  // TODO: accuracy
  throw new Error('TODO: accuracy');
}

/*
 * 选做挑战，不计分：手写 conv2d 的梯度。导出
 *
 *   conv2dGradients(x, filters, dy, stride): { dx, dFilters }
 *
 * dy [N, H', W', O] 是某个损失对 conv2d(x, filters, stride) 的梯度；dx 与 x 同形状，dFilters 与 filters 同形状。
 * 不用卷积、池化和自动微分。
 */
