import { ArgMinMaxProgram } from '@tensorflow/tfjs-backend-webgpu/dist/argminmax_webgpu';
import { BinaryOpProgram } from '@tensorflow/tfjs-backend-webgpu/dist/binary_op_webgpu';
import { Pool2DProgram, Pool3DProgram } from '@tensorflow/tfjs-backend-webgpu/dist/pool_webgpu';
import { UnaryOpProgram } from '@tensorflow/tfjs-backend-webgpu/dist/unary_op_webgpu';
import { computeDispatch } from '@tensorflow/tfjs-backend-webgpu/dist/webgpu_util';

interface Program {
  getUserCode(): string;
}

/** Text of a shader that gives other results than tfjs's `cpu` backend, and what stands there instead. */
type Correction = readonly [wrong: string | RegExp, right: string];

/**
 * As JavaScript's: a negative power of zero is infinite, and no power of -Infinity is NaN. Drivers may make 0
 * of the power of zero whatever the exponent is, so that negative ones are reciprocals.
 */
const POWER = `
  let isNaN = a < 0.0 && a > -uniforms.INFINITY && floor(b) < b;
  if (b == 0.0) { return 1.0; }
  let size = select(pow(abs(a), b), 1.0 / pow(abs(a), -b), b < 0.0);
  let isOdd = abs(b) < 16777216.0 && abs(b) % 2.0 == 1.0;
  var resultTemp = select(size, -size, a < 0.0 && isOdd);`;
const POWER_OF_FOUR = `
  let isNaN = (a < vec4<f32>(0.0)) & (a > vec4<f32>(-uniforms.INFINITY)) & (floor(b) < b);
  let size = select(pow(abs(a), b), 1.0 / pow(abs(a), -b), b < vec4<f32>(0.0));
  let isOdd = (abs(b) < vec4<f32>(16777216.0)) & (abs(b) % vec4<f32>(2.0) == vec4<f32>(1.0));
  var resultTemp = select(select(size, -size, (a < vec4<f32>(0.0)) & isOdd), vec4<f32>(1.0), b == vec4<f32>(0.0));`;

const SHADERS: readonly [{ readonly prototype: Program }, readonly Correction[]][] = [
  ...[Pool2DProgram, Pool3DProgram].map((program): [typeof program, Correction[]] => [
    program,
    [
      // Upstream starts at -1e20, and WGSL leaves open what the larger of a number and NaN is.
      ['-1.0 / pow(10.0, -20.0)', '-uniforms.INFINITY'],
      ['resultValue = max(value, resultValue);', 'if (value > resultValue) { resultValue = value; }'],
      // Of equal values the first is the maximum, not the last; an infinite one makes NaN of `mix`.
      ['var maxPosition = 0;', 'var maxPosition = -1;'],
      [/let currMaxValue = mix\(.*?\);\s*if \(value >= currMaxValue\) \{/, 'if ((maxValueFound == 0.0 && value > -uniforms.INFINITY) || (maxValueFound == 1.0 && value > maxValue)) {'],
    ],
  ]),
  [
    BinaryOpProgram,
    [
      [/let isNaN = a < 0\.0 && floor\(b\) < b;[^]*?!= 1\.0\);/, POWER],
      [/let isModRound1Bool [^]*?let isNaN = \(a < vec4<f32>\(0\.0\)\) & \(floor\(b\) < b\);/, POWER_OF_FOUR],
    ],
  ],
  // NaN and what no int32 can hold become 0.
  [UnaryOpProgram, [['return f32(i32((a)));', 'return select(0.0, f32(i32(a)), abs(a) < 2147483648.0);']]],
];

/** Puts the right text into the shaders, from now on. */
export function correctShaders(): void {
  for (const [{ prototype }, corrections] of SHADERS) {
    const { getUserCode } = prototype;
    prototype.getUserCode = function () {
      return corrections.reduce((code, [wrong, right]) => code.replace(wrong, right), getUserCode.call(this));
    };
  }
}

/**
 * The index of the largest or smallest entry along the last axis, found by one thread in order: the parallel
 * one takes among equal entries the one whose thread comes first, which is not the lowest index.
 */
export function argMinMaxProgram(shape: number[], type: 'min' | 'max'): ArgMinMaxProgram {
  const program = new ArgMinMaxProgram(shape, shape.length - 1, type);
  program.shaderKey = program.shaderKey.replace(/_shared$/, '_plain');
  (program as unknown as { type: string }).type = 'plain';
  program.dispatch = computeDispatch(program.dispatchLayout, program.outputShape, program.workgroupSize);
  return program;
}
