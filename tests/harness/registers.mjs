// tests/harness/registers - two small systems of agencies, as agencies have them: a register of people and one of courses. Each keeps its
// data, answers by the rules of the country and asks the other through the exchange alone. They know nothing of Banyan but its address.
// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';

const DAY_MS = 86_400_000, ON_TIME_DAYS = 60, ADULT_YEARS = 18, DECIMALS = 6;
const dayNumber = (day) => Date.parse(`${day}T00:00:00Z`) / DAY_MS, dayText = (number) => new Date(number * DAY_MS).toISOString().slice(0, 10);
const rounded = (value) => Number(value.toFixed(DECIMALS));

/** A server for routes { 'GET /nguoi/': (rest, query) => [status, body] }; what it said stays in `answered`. */
async function startRegister(routes, door, client) {
  const register = { answered: [] };
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url, 'http://x'), found = Object.keys(routes).find((route) => `${request.method} ${pathname}`.startsWith(route));
    const [status, body] = found ? routes[found](decodeURIComponent(pathname.slice(found.split(' ')[1].length)), searchParams) : [404, { loi: 'không có địa chỉ này' }];
    const text = JSON.stringify(body);
    register.answered.push({ target: request.url, client: request.headers['x-road-client'], id: request.headers['x-road-id'], status, text, sha512: createHash('sha512').update(text).digest('base64') });
    response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8' }).end(text);
  });
  await new Promise((done) => { server.listen(0, '127.0.0.1', done); });
  return Object.assign(register, {
    url: `http://127.0.0.1:${server.address().port}`,
    /** Asks another system through the exchange: gives { status, body, id }. */
    async ask(verb, service, path, body, id) {
      const response = await fetch(`http://127.0.0.1:${door()}/r1/${service}${path}`, { method: verb, body: body === undefined ? undefined : JSON.stringify(body),
        headers: { 'X-Road-Client': client, ...(id ? { 'X-Road-Id': id } : {}), ...(body === undefined ? {} : { 'Content-Type': 'application/json' }) } });
      const text = await response.text();
      return { status: response.status, fault: response.headers.get('x-road-error'), id: response.headers.get('x-road-id'), body: text === '' ? null : JSON.parse(text) };
    },
    stop: () => new Promise((done) => { server.closeAllConnections(); server.close(done); }),
  });
}

/** Full years on a day. */
export function ageOn(born, day) {
  const [y, m, d] = born.split('-').map(Number), [year, month, date] = day.split('-').map(Number);
  return year - y - (month < m || (month === m && date < d) ? 1 : 0);
}

/**
 * The register of people: where each lives, and births. A birth is registered in time within 60 days (Luật Hộ tịch 2014, Điều 15); it
 * belongs to the month in which that time is over. people: [{ id, name, born, commune, died }]; births: [{ commune, born, registered }];
 * visits: [{ day, minutes }]: how long people waited at the counter.
 */
export const startPopulation = ({ people, births, visits }, door, client) => startRegister({
  'GET /nguoi/': (id) => {
    const one = people.find((person) => person.id === id);
    return one ? [200, { so_dinh_danh: id, ho_ten: one.name, ngay_sinh: one.born, ma_xa: one.commune, da_mat: Boolean(one.died) }] : [404, { loi: 'không có người này' }];
  },
  'GET /khai-sinh': (rest, query) => {
    const month = query.get('ky'), due = births.map((one) => ({ ...one, until: dayNumber(one.born) + ON_TIME_DAYS })).filter((one) => dayText(one.until).startsWith(month));
    const communes = [...new Set(due.map((one) => one.commune))].sort();
    const rate = (those) => rounded((100 * those.filter((one) => one.registered && dayNumber(one.registered) <= one.until).length) / those.length);
    return [200, { ky: month, xa: communes.map((commune) => ({ ma: commune, ty_le: rate(due.filter((one) => one.commune === commune)) })) }];
  },
}, door, client).then((register) => Object.assign(register, {
  /** The mean of a month, in minutes. */
  waited(month) {
    const those = visits.filter((one) => one.day.startsWith(month));
    return rounded(those.reduce((sum, one) => sum + one.minutes, 0) / those.length);
  },
}));

/**
 * The register of courses. Who is enrolled is asked of the register of people: nobody who is not there, or dead; the commune is that where
 * he lives. A quarter counts grown people (18 full years on the day of the certificate; Bộ luật Dân sự 2015, Điều 20), each once.
 */
export const startTraining = (population, door, client) => {
  const certificates = [];
  return startRegister({
    'GET /van-bang/nguoi/': (id) => [200, { so_dinh_danh: id, van_bang: certificates.filter((one) => one.id === id).map((one) => ({ khoa: one.course, ngay: one.day })) }],
  }, door, client).then((register) => Object.assign(register, {
    certificates,
    async certify(id, course, day) {
      const { status, body } = await register.ask('GET', population, `/nguoi/${id}`);
      if (status !== 200 || body.da_mat) return false;
      certificates.push({ id, course, day, commune: body.ma_xa, born: body.ngay_sinh });
      return true;
    },
    quarter(year, quarter) {
      const isOf = (day) => day.startsWith(`${year}-`) && Math.ceil(Number(day.slice(5, 7)) / 3) === quarter;
      const those = certificates.filter((one) => isOf(one.day) && ageOn(one.born, one.day) >= ADULT_YEARS), communes = [...new Set(those.map((one) => one.commune))].sort();
      return { ky: `${year}-Q${quarter}`, xa: communes.map((commune) => ({ ma: commune, ky: `${year}-Q${quarter}`, so: new Set(those.filter((one) => one.commune === commune).map((one) => one.id)).size })) };
    },
  }));
};
