import * as tf from '@tensorflow/tfjs';

/**
 * 练习 1：带一个隐藏层的神经网络，反向传播由你亲手写。
 *
 * 下面的注释统一使用这些记号：
 *   N 行（样本数），nIn 个输入，nHidden 个隐藏单元，nOut 个类别。
 *   x [N, nIn]    y [N, nOut]，one-hot    W1 [nIn, nHidden]    b1 [nHidden]    W2 [nHidden, nOut]    b2 [nOut]
 *
 * 规则：整个文件里不得使用自动微分（tf.grad、tf.valueAndGrads、tf.variableGrads 及同类函数），也不得使用
 * tf.train 的优化器。不要释放或改动传进来的张量。
 */
export type Params = { W1: tf.Tensor2D; b1: tf.Tensor1D; W2: tf.Tensor2D; b2: tf.Tensor1D };
export type Forward = { z1: tf.Tensor2D; a1: tf.Tensor2D; z2: tf.Tensor2D; yHat: tf.Tensor2D };

/**
 * 生成初始参数。
 *
 * 偏置：全零。权重：以 0 为中心的随机数，标准差为 1 / sqrt(该层的输入个数)，每个都有限且绝对值小于 3。
 * 种子相同，数值相同；种子不同，数值不同。
 * 注意：TensorFlow.js 把种子 0 当作“没有种子”；两个矩阵若用同一个种子，开头的数会一模一样。
 */
export function initParams(nIn: number, nHidden: number, nOut: number, seed: number): Params {
  // TODO: initParams
  throw new Error('TODO: initParams');
}

/**
 * 计算网络的输出，并保留每个中间结果：backward 要用。
 *
 *   z1 = x·W1 + b1        [N, nHidden]   （b1 加到每一行）
 *   a1 = tanh(z1)         [N, nHidden]
 *   z2 = a1·W2 + b2       [N, nOut]      （logits）
 *   yHat = softmax(z2)    [N, nOut]      （每行之和为 1）
 *
 * logits 为 ±1,000 时 yHat 也必须有限：exp(1000) 是 Infinity。
 */
export function forward(x: tf.Tensor2D, p: Params): Forward {
  // TODO: forward
  throw new Error('TODO: forward');
}

/**
 * 对各行取平均的交叉熵，一个标量：
 *
 *   L = −(1/N) · Σ_行 Σ_类别 y · ln(yHat)
 *
 * 概率恰好为 0 或 1 时结果也必须有限：取对数之前，让 yHat 不低于 1e-7。
 */
export function loss(yHat: tf.Tensor2D, y: tf.Tensor2D): tf.Scalar {
  // TODO: loss
  throw new Error('TODO: loss');
}

/**
 * 反向传播：dL/dW1、dL/db1、dL/dW2、dL/db2，形状各与对应的参数相同。
 * f 是 forward(x, p) 的返回值。ᵀ 表示转置，⊙ 表示逐元素相乘。
 *
 *   dz2 = (yHat − y) / N          [N, nOut]
 *   dW2 = a1ᵀ·dz2                 [nHidden, nOut]
 *   db2 = dz2 的各行相加          [nOut]
 *   dz1 = (dz2·W2ᵀ) ⊙ (1 − a1²)   [N, nHidden]
 *   dW1 = xᵀ·dz1                  [nIn, nHidden]
 *   db1 = dz1 的各行相加          [nHidden]
 */
export function backward(x: tf.Tensor2D, y: tf.Tensor2D, f: Forward, p: Params): Params {
  // TODO: backward
  throw new Error('TODO: backward');
}

/**
 * 对四个参数各做一步梯度下降：θ_new = θ − learningRate · dL/dθ。
 * 返回新的张量；p 和 g 仍属于调用者。
 */
export function update(p: Params, g: Params, learningRate: number): Params {
  // TODO: update
  throw new Error('TODO: update');
}

/**
 * 从 initParams(nIn, o.hidden, nOut, o.seed) 出发（nIn、nOut 是 x、y 的列数），重复
 * forward -> backward -> update 共 o.epochs 轮，返回最后的参数。
 *
 * - 朴素的梯度下降：整批，或按种子打乱的小批量。
 * - 若有 o.onEpoch，恰好调用 o.epochs 次，epoch 从 0 起；传入这一轮之前或之后整个训练集上的平均损失，
 *   要普通的数字。
 * - 存活张量数（tf.memory().numTensors）不得随轮数增长：释放上一轮的参数和中间结果，但不要释放 x、y，
 *   也不要释放你返回的东西。
 */
export function train(
  x: tf.Tensor2D,
  y: tf.Tensor2D,
  o: { hidden: number; epochs: number; learningRate: number; seed: number; onEpoch?: (epoch: number, loss: number) => void },
): Params {
  // TODO: train
  throw new Error('TODO: train');
}

/** 每一行的类别：概率最大者的下标，普通数字，每行一个。 */
export function predict(x: tf.Tensor2D, p: Params): number[] {
  // TODO: predict
  throw new Error('TODO: predict');
}
