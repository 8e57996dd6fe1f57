/** What stands on the page, and the computation that yields it. */
const choose = (n, k) => (k === 0 ? 1 : (choose(n, k - 1) * (n - k + 1)) / k);
const majority = (n, p) => {
  let sum = 0;
  for (let k = (n + 1) / 2; k <= n; k++) sum += choose(n, k) * p ** k * (1 - p) ** (n - k);
  return sum;
};

const p = 0.9;
const items = 10e3;
const yuan = 0.5;
const votes = 2 + 2 * p * (1 - p);
const arbitrated = p ** 2 + 2 * p * (1 - p) * p;

const blind = 0.05;
const elsewhere = p / (1 - blind);

// A, B normal; A normal, B abnormal; A abnormal, B normal; A, B abnormal.
const [both, onlyA, onlyB, neither] = [80, 5, 5, 10];
const all = both + onlyA + onlyB + neither;
const observed = (both + neither) / all;
const chance = ((both + onlyA) * (both + onlyB) + (onlyB + neither) * (onlyA + neither)) / all ** 2;

/** Clean labels that one label with error rate eta is worth. */
const worth = (eta) => (1 - 2 * eta) ** 2;
const single = worth(1 - p);
const settled = worth(1 - arbitrated);
const tie = (single * votes - settled) / (settled - single);

const sure = { share: 0.8, error: 0.03 };
const unsure = { share: 0.2, error: 0.28 };
const error = sure.share * sure.error + unsure.share * unsure.error;
const audit = Math.ceil((1.96 ** 2 * error * (1 - error)) / 0.02 ** 2);
const redo = unsure.share * items;
const cost = { model: items * 0.02, people: redo * votes * yuan, audit: audit * votes * yuan };
const evaluated = 450;
const rest = 9000;

export default {
  worked: [
    { says: '5,000', value: items * yuan },
    { says: '1,000', value: items * (1 - p) },
    { says: '15,000', value: items * 3 * yuan },
    { says: '280', value: items * (1 - majority(3, p)) },
    { says: '10,900', value: items * votes * yuan },
    { says: '0.972', value: majority(3, p) },
    { says: '97.2%', value: 100 * arbitrated },
    { says: '99.1%', value: 100 * majority(5, p) },
    { says: '64.8%', value: 100 * majority(3, 0.6) },
    { says: '94.7%', value: 100 * elsewhere },
    { says: '94.2%', value: 100 * (1 - blind) * majority(3, elsewhere) },
    { says: '94.9%', value: 100 * (1 - blind) * majority(5, elsewhere) },
    { says: '95%', value: 100 * (1 - blind) },
    { says: '2.18', value: votes },
    { says: '0.90', value: observed },
    { says: '0.745', value: chance },
    { says: '0.61', value: (observed - chance) / (1 - chance) },
    { says: '0.608', value: (observed - chance) / (1 - chance) },
    { says: '0.80', value: (0.9 - 0.5) / (1 - 0.5) },
    { says: '66.7%', value: (100 * 2 * neither) / (onlyA + neither + onlyB + neither) },
    { says: '0.64', value: single },
    { says: '0.891', value: settled },
    { says: '6,400', value: items * single },
    { says: '4088', value: (items / votes) * settled },
    { says: '2.0', value: tie },
    { says: '8%', value: 100 * error },
    { says: '707', value: audit },
    { says: '1%', value: (100 * 3) / 300 },
    { says: '2,000', value: redo },
    { says: '2.96', value: 100 * (sure.share * sure.error + unsure.share * (1 - arbitrated)) },
    { says: '200', value: cost.model },
    { says: '2,180', value: cost.people },
    { says: '771', value: cost.audit },
    { says: '3,151', value: cost.model + cost.people + cost.audit },
    { says: ['7 个', 'or 7'], value: Math.ceil(Math.log2(100)) },
    { says: '980', value: evaluated * votes, digits: 2 },
    { says: '5,760', value: rest * single },
    { says: '4,128', value: rest / votes },
    { says: '3,679', value: (rest / votes) * settled },
  ],
  given: [
    { says: '0.5', from: 'the example: price of a vote in yuan' },
    { says: '0.02', from: 'the example: price of a model’s label in yuan' },
    { says: '100', from: 'the example: items of the table and of the trial' },
    { says: '300', from: 'the example: items audited without an error' },
    { says: '450', from: 'the answer: items of the evaluation set' },
    { says: '9,000', from: 'the answer: votes that are left' },
    { says: '700', from: 'the answer: 707 in round numbers' },
    { says: '0.003', from: 'Gilardi et al. 2023, US dollars for an annotation' },
    { says: '3.3%', from: 'Northcutt et al. 2021, abstract' },
  ],
};
