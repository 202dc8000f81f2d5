-- tests/bench/traffic - what wrk asks: the targets of a file in turn, or entries of figures, each of another month.
-- SPDX-License-Identifier: Apache-2.0
-- read FILE: one target a line;  enter COOKIE AGENCY FROM: figures of months long past, so that none meets another;
-- sign-in NAME PASSWORD

local targets, turn, entry, sign_in, asker = {}, 0, nil, nil, nil
refusal = "" -- the first entry that was not taken; wrk looks at answers only where `response` is there

function setup(thread)
  asker = thread
end

function init(args)
  if args[1] == "read" then
    wrk.headers["Accept-Encoding"] = "br, gzip"
    for line in io.lines(args[2]) do targets[#targets + 1] = wrk.format("GET", line) end
    return
  end
  wrk.headers["Content-Type"] = "application/json"
  local wanted = 201
  if args[1] == "sign-in" then
    local body = ('{"username":"%s","password":"%s"}'):format(args[2], args[3])
    sign_in, wanted = wrk.format("POST", "/api/v1/people/sign-in", nil, body), 200
  else
    wrk.headers["Cookie"] = args[2]
    entry = '{"indicator":"BENCH.CT%03d","subject":"' .. args[3]
      .. '","period":"%04d-%02d","value":42.5,"source":"Báo cáo tháng"}'
    turn = tonumber(args[4])
  end
  response = function(status, _, body)
    if status ~= wanted and refusal == "" then refusal = status .. " " .. body end
  end
end

function request()
  turn = turn + 1
  if sign_in ~= nil then return sign_in end
  if entry == nil then return targets[turn % #targets + 1] end
  local month = math.floor(turn / 500)
  local body = entry:format(turn % 500 + 1, 2020 - math.floor(month / 12), month % 12 + 1)
  return wrk.format("POST", "/api/v1/strategy/figures", nil, body)
end

function done(summary, latency)
  local errors = summary.errors
  local wrong = errors.connect + errors.read + errors.write + errors.status + errors.timeout
  io.write(("REPORT %d %d %d %d %d %s\n"):format(summary.requests, summary.duration,
    latency:percentile(50), latency:percentile(99), wrong, asker:get("refusal")))
end
