import { describe, expect, it } from 'vitest';
import { fold, matching } from '../../src/tree/filter';

const words = {
  quantization: '量化 Quantization 把权重从 fp16 换成 int8，模型更小。Weights in int8 instead of fp16.',
  distillation: '知识蒸馏 Distillation 大模型教小模型，温度 T＝4。A naïve student, Kullback–Leibler, Fréchet',
  pruning: '剪枝 Pruning 2:4 结构化稀疏',
};
const pages = Object.entries(words).map(([id, text]) => ({ id, words: fold(text) }));
const found = (query: string) => [...matching(pages, query)];

describe('the filter', () => {
  it('finds Chinese inside a sentence without spaces', () => {
    expect(found('蒸馏')).toEqual(['distillation']);
    expect(found('小模型')).toEqual(['distillation']);
    expect(found('权重从')).toEqual(['quantization']);
  });

  it('tells no capitals from small letters', () => {
    expect(found('QUANTIZATION')).toEqual(['quantization']);
    expect(found('kullback')).toEqual(['distillation']);
  });

  it('tells no full-width letters, digits and spaces from half-width ones', () => {
    expect(found('ｉｎｔ８')).toEqual(['quantization']);
    expect(found('T=4')).toEqual(['distillation']);
    expect(found('int8　fp16')).toEqual(['quantization']);
  });

  it('tells no letter with an accent from the one without', () => {
    expect(found('naive')).toEqual(['distillation']);
    expect(found('naïve')).toEqual(['distillation']);
    expect(found('frechet')).toEqual(['distillation']);
    expect(found('Fre\u0301chet')).toEqual(['distillation']);
  });

  it('wants every term, in any order and place', () => {
    expect(found('student 温度')).toEqual(['distillation']);
    expect(found('温度   student')).toEqual(['distillation']);
    expect(found('温度 int8')).toEqual([]);
  });

  it('takes the marks of a list between terms for spaces', () => {
    expect(found('量化，int8')).toEqual(['quantization']);
    expect(found('量化、int8')).toEqual(['quantization']);
    expect(found('weights, int8')).toEqual(['quantization']);
    expect(found('weights,')).toEqual(['quantization']);
  });

  it('keeps the marks within a term', () => {
    expect(found('2:4')).toEqual(['pruning']);
    expect(matching([{ id: 'a', words: fold('4,096 rows') }, { id: 'b', words: fold('096, then 4') }], '4,096')).toEqual(new Set(['a']));
  });

  it('takes signs of patterns as they are', () => {
    expect(found('.*')).toEqual([]);
    expect(found('(')).toEqual([]);
    expect(found('\\')).toEqual([]);
  });

  it('finds every page for no words', () => {
    expect(found('')).toEqual(Object.keys(words));
    expect(found(' 　')).toEqual(Object.keys(words));
  });
});
