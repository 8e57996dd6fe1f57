import { svg, line, rect, text, scale, pick } from '../../../figureKit.mjs';
import { measured } from '../phone.mjs';

/** Resident memory: the file, and what comes on top of it. */
const x = scale(0, 10, 110, 600);

export default (lang) => svg(640, 262, pick(lang, '常驻内存', 'Resident memory'),
  rect(110, 12, 14, 14, 'fa'), text(130, 24, pick(lang, '权重（文件）', 'weights (file)'), 't'),
  rect(270, 12, 14, 14, 'fb'), text(290, 24, pick(lang, '其余', 'the rest'), 't'),
  line(390, 19, 412, 19, 'c dash'), text(420, 24, pick(lang, '8 GB 手机的一半', 'half of an 8 GB phone'), 't'),
  [0, 2, 4, 6, 8, 10].map((gb) => line(x(gb), 42, x(gb), 216, gb ? 'grid' : 'axis') + text(x(gb), 234, gb ? `${gb} GB` : '0', 's mid')),
  measured.map((m, i) => {
    const y = 50 + i * 42;
    const end = x(m.resident);
    const name = lang === 'zh-cn' ? m.name.replace('4-bit', '4 位') : m.name;
    const label = `${m.file.toFixed(2)} + ${(m.resident - m.file).toFixed(2)}`;
    return text(102, y + 18, name, 't end') + rect(x(0), y, x(m.file) - x(0), 26, 'fa') + rect(x(m.file), y, end - x(m.file), 26, 'fb')
      + text((m.resident > 3 && m.resident < 4 ? x(4) : end) + 8, y + 18, label, 't');
  }),
  line(x(4), 42, x(4), 216, 'c dash'),
  text(355, 254, 'Llama 3.2, OnePlus 12', 'm mid'));
