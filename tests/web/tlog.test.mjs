// tests/web/tlog - proofs that this browser checks: records made here with node's own crypto, and what was changed in them.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { test } from 'node:test';
import { rootOf } from '../harness/tlog.mjs';
import { load } from './bundle.mjs';

const { checkProof } = await load('lib/tlog');
const sha256 = (...parts) => createHash('sha256').update(Buffer.concat(parts.map((one) => Buffer.from(one)))).digest();

/* A record of so many entries, hashed by plain recursion, and its key. */
const pathOf = (leaves, index) => {
  if (leaves.length === 1) return [];
  let split = 1;
  while (split * 2 < leaves.length) split *= 2;
  const [left, right] = [leaves.slice(0, split), leaves.slice(split)];
  return index < split ? [...pathOf(left, index), rootOf(right)] : [...pathOf(right, index - split), rootOf(left)];
};

function makeKey(name) {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519'), raw = Buffer.concat([Buffer.from([1]), publicKey.export({ format: 'der', type: 'spki' }).subarray(-32)]);
  const id = sha256(name, '\n', raw).subarray(0, 4);
  const line = (text) => `— ${name} ${Buffer.concat([id, sign(null, Buffer.from(text), privateKey)]).toString('base64')}\n`;
  return { vkey: `${name}+${id.toString('hex')}+${raw.toString('base64')}`, line };
}

const key = makeKey('example.com/log');
const entryAt = (i) => `{"n":"${i}","ten":"mục ${i}"}`;
function proofOf(index, size, by = key, origin = 'example.com/log') {
  const leaves = [...Array(size)].map((_, i) => sha256([0], entryAt(i))), text = `${origin}\n${size}\n${rootOf(leaves).toString('base64')}\n`;
  const path = pathOf(leaves, index).map((one) => `${one.toString('base64')}\n`).join('');
  return `c2sp.org/tlog-proof@v1\nextra ${Buffer.from(entryAt(index)).toString('base64')}\nindex ${index}\n${path}\n${text}\n${by.line(text)}`;
}
const wrong = (proof, what, vkey = key.vkey) => assert.rejects(checkProof(proof, vkey), { wrong: what });

test('proofs of every entry hold, in records of every size up to 20', async () => {
  for (let size = 1; size <= 20; size++) {
    for (let index = 0; index < size; index++) {
      assert.deepEqual(await checkProof(proofOf(index, size), key.vkey), { entry: entryAt(index), index, size, origin: 'example.com/log', witnesses: [] });
    }
  }
});

test('a second signature does no harm; a blank line behind the key neither', async () => {
  const other = makeKey('witness.example'), proof = proofOf(3, 9);
  assert.equal((await checkProof(proof + other.line('anything'), `${key.vkey}\n`)).index, 3);
});

test('whatever was changed is found', async () => {
  const good = proofOf(3, 9), lie = Buffer.from('{"n":"4"}').toString('base64');
  await wrong(good.replace(/extra \S+/, `extra ${lie}`), 'tree');
  await wrong(good.replace('index 3', 'index 4'), 'tree');
  await wrong(good.replace('index 3', 'index 9'), 'tree');
  await wrong(good.replace(/index 3\n\S+\n/, 'index 3\n'), 'tree');
  await wrong(good.replace(/index 3\n(\S+\n)/, 'index 3\n$1$1'), 'tree');
  await wrong(good.replace('\n9\n', '\n10\n'), 'signature');
  await wrong(proofOf(3, 9, makeKey('example.com/log')), 'signature');
  await wrong(proofOf(3, 9, key, 'other.example/log'), 'form');
  await wrong(good, 'key', key.vkey.replace('+', '-'));
  await wrong(good, 'key', key.vkey.replace(/^example/, 'example2'));
});

test('what is no proof is refused', async () => {
  const good = proofOf(3, 9);
  for (const text of ['', 'x', '\n\n', good.replace('@v1', '@v2'), good.replace('extra', 'more'), good.replace('index 3', 'index 03'), good.replace('index 3', 'index -3'),
    good.replace(/extra \S+/, 'extra !'), good.slice(0, good.indexOf('—')), good.replace('— example', '- example').replace(/x$/, '')]) {
    await assert.rejects(checkProof(text, key.vkey), (error) => ['form', 'signature'].includes(error.wrong), text.slice(0, 40));
  }
});

/* A witness signs the time and the text (C2SP tlog-cosignature). */
function makeWitness(name) {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519'), raw = Buffer.concat([Buffer.from([4]), publicKey.export({ format: 'der', type: 'spki' }).subarray(-32)]);
  const id = sha256(name, '\n', raw).subarray(0, 4), stamp = (time) => { const bytes = Buffer.alloc(8); bytes.writeBigUInt64BE(BigInt(time)); return bytes; };
  const cosign = (proof, time, said = time) => {
    const text = proof.slice(proof.indexOf('\n\n') + 2, proof.lastIndexOf('\n\n') + 1), signature = sign(null, Buffer.from(`cosignature/v1\ntime ${time}\n${text}`), privateKey);
    return `— ${name} ${Buffer.concat([id, stamp(said), signature]).toString('base64')}\n`;
  };
  return { vkey: `${name}+${id.toString('hex')}+${raw.toString('base64')}`, cosign };
}

test('who has cosigned is told, with the moment; what is no cosignature counts for nothing', async () => {
  const one = makeWitness('one.example/witness'), two = makeWitness('two.example/witness'), proof = proofOf(3, 9), vkeys = [one.vkey, two.vkey];
  const told = async (more) => (await checkProof(proof + more, key.vkey, vkeys)).witnesses.map(({ name, at }) => [name.slice(0, 3), at]);
  assert.deepEqual(await told(''), [['one', null], ['two', null]]);
  assert.deepEqual(await told(two.cosign(proof, 1795316400)), [['one', null], ['two', '2026-11-22T03:00:00.000Z']]);
  assert.deepEqual(await told(one.cosign(proof, 1795316400) + two.cosign(proof, 1795316460)), [['one', '2026-11-22T03:00:00.000Z'], ['two', '2026-11-22T03:01:00.000Z']]);
  assert.deepEqual(await told(one.cosign(proofOf(3, 10), 1795316400)), [['one', null], ['two', null]], 'of another checkpoint');
  assert.deepEqual(await told(one.cosign(proof, 1795316400, 1795316401)), [['one', null], ['two', null]], 'at another time');
  assert.deepEqual(await told(one.cosign(proof, 1795316400).replace('one.', 'two.')), [['one', null], ['two', null]], 'under another name');
  assert.deepEqual(await told(`— one.example/witness ${Buffer.alloc(40).toString('base64')}\n`), [['one', null], ['two', null]], 'too short');
  await assert.rejects(checkProof(proof, key.vkey, [key.vkey]), { wrong: 'key' });
});
