import { expect, test } from 'vitest';
import type { Lineage } from '../api/types';
import { classesOf, newProject, wrongWith, type ProjectForm } from './projects/new-project';
import { roomOf, stepsOf } from './records/lineage';
import { cellOf, columnsOf } from './versions/rows';

const form: ProjectForm = { name: ' Letters ', kind: 'choice', caption: '', classes: 'rye\n\n oat \nrye', ties: true, guideline: '# Read', overlap: 3 };

test('classes_areOneALine_eachOnce', () => {
  expect(classesOf(form.classes)).toEqual(['rye', 'oat']);
});

test('newProject_ofAChoice_coloursItsClasses', () => {
  const made = newProject(form);
  expect(made).toMatchObject({ name: 'Letters', overlap: 3, guideline: '# Read' });
  expect(made.ontology.questions[0]).toMatchObject({ kind: 'choice', caption: 'Which class fits?', classes: [{ name: 'rye', colour: 1 }, { name: 'oat', colour: 2 }] });
});

test('newProject_ofAPair_saysWhetherTiesCount', () => {
  expect(newProject({ ...form, kind: 'pairwise', ties: false }).ontology.questions[0]).toMatchObject({ kind: 'pairwise', ties: false });
});

test('wrongWith_namesTheFieldsInTheirOrder', () => {
  expect(Object.keys(wrongWith({ ...form, name: ' ', classes: 'one', overlap: 0 }))).toEqual(['name', 'classes', 'overlap']);
  expect(wrongWith(form)).toEqual({});
  expect(wrongWith({ ...form, kind: 'pairwise', classes: '' })).toEqual({});
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
