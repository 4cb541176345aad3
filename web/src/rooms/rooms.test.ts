import { expect, test } from 'vitest';
import type { Lineage } from '../api/types';
import { begin, newProject, wrongWith, type ProjectForm } from './projects/new-project';
import { roomOf, stepsOf } from './records/lineage';
import { cellOf, columnsOf } from './versions/rows';

const form: ProjectForm = { name: ' Letters ', ...begin('choice', []), guideline: '# Read', overlap: 3 };
const two = [{ ...form.questions[0]!, classes: [{ name: 'rye' }, { name: 'oat' }] }];

test('newProject_isWhatWasTyped', () => {
  expect(newProject({ ...form, questions: two })).toMatchObject({ name: 'Letters', overlap: 3, guideline: '# Read', ontology: { questions: [{ name: 'class', kind: 'choice', classes: [{ name: 'rye' }, { name: 'oat' }] }] } });
});

test('begin_ofATemplate_hasItsQuestionsAndWhatItsSamplesAre', () => {
  const template = { id: 'boxes', title: 'Boxes', group: 'regions', samples: 'image', about: '', overlap: 1, guideline: '', questions: [{ name: 'things', kind: 'regions' as const, caption: 'What?', shapes: ['box' as const], classes: [{ name: 'a' }] }] };
  expect(begin('boxes', [template])).toEqual({ start: 'boxes', questions: template.questions, samples: 'image', template });
  expect(begin('pairwise', [template]).questions[0]).toMatchObject({ kind: 'pairwise', ties: true });
});

test('wrongWith_namesTheFieldsInTheirOrder', () => {
  expect(Object.keys(wrongWith({ ...form, name: ' ', overlap: 0 }))).toEqual(['name', 'classes-0', 'overlap']);
  expect(wrongWith({ ...form, questions: two })).toEqual({});
  expect(wrongWith({ ...form, ...begin('pairwise', []) })).toEqual({});
});

test('columns_startWithKeyAndSplit', () => {
  expect(columnsOf([{ label: 'rye', key: 'a', split: 'train' }, { key: 'b', probability: 0.5 }])).toEqual(['key', 'split', 'label', 'probability']);
});

test('cells_areReadable', () => {
  expect([cellOf('rye'), cellOf(0.62512), cellOf(3), cellOf(null), cellOf([{ role: 'user', content: 'How much?' }]), cellOf({ a: 1 })]).toEqual(['rye', '.625', '3', '', 'user: How much?', '{"a":1}']);
});

test('steps_areByDistance_andNameWhatWasDone', () => {
  const lineage: Lineage = {
    start: { kind: 'model', id: 'm', depth: 0 }, direction: 'up', counts: {}, truncated: false,
    nodes: [{ kind: 'model', id: 'm', depth: 0 }, { kind: 'sample', id: 's', depth: 2 }, { kind: 'dataset-version', id: 'v', depth: 1 }],
    edges: [{ from: 'v', to: 'm', activity: 'train' }, { from: 's', to: 'v', activity: 'publish' }],
  };
  expect(stepsOf(lineage).map((step) => step.depth)).toEqual([0, 1, 2]);
  expect(stepsOf(lineage)[2]?.activities.get('sample')).toBe('publish');
  expect(lineage.nodes.map(roomOf)).toEqual(['/models/m', null, '/versions/v']);
});
