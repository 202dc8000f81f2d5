-- tests/bench/traffic - what wrk asks: the targets of a file in turn, or entries of figures, each of another month.
-- SPDX-License-Identifier: Apache-2.0
-- read FILE: one target a line;  enter COOKIE AGENCY FROM: figures of months long past, so that none meets another

local targets, turn, entry, asker = {}, 0, nil, nil
refusal = "" -- the first entry that was not taken; wrk looks at answers only where `response` is there

function setup(thread)
  asker = thread
end

function init(args)
  if args[1] == "read" then
    wrk.headers["Accept-Encoding"] = "br, gzip"
    for line in io.lines(args[2]) do targets[#targets + 1] = wrk.format("GET", line) end
  else
    wrk.headers["Content-Type"] = "application/json"
    wrk.headers["Cookie"] = args[2]
    entry = '{"indicator":"BENCH.CT%03d","subject":"' .. args[3]
      .. '","period":"%04d-%02d","value":42.5,"source":"Báo cáo tháng"}'
    turn = tonumber(args[4])
    response = function(status, _, body)
      if status ~= 201 and refusal == "" then refusal = status .. " " .. body end
    end
  end
end

function request()
  turn = turn + 1
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
