-- Commits units of change. Each unit is atomic: every revision it read still stands, its guards hold,
-- and all of it is written; or it is refused whole and the next unit is tried. One clock: TIME.
--
-- KEYS: the keys of each unit, one unit after the other. ARGV: the stamp, the number of units, then for each
-- unit where its keys and its bodies begin and the unit as JSON, then the bodies. A unit names keys and bodies
-- by their place among its own. The stamp stands in bodies and scores for the instant of this commit.
-- Answers {now in ms, outcome of each unit}: 'committed', 'stale', 'early', 'held' or 'gone'.

local stamp = ARGV[1]
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
local nowText = string.format('%.0f', now)

local function stamped(text)
  if string.find(text, stamp, 1, true) then
    return (string.gsub(text, stamp, nowText))
  end
  return text
end

local function refusal(unit, keys)
  local guard = unit.guard
  if guard then
    if guard.notBefore and now < guard.notBefore then return 'early' end
    if guard.unlessExists and redis.call('EXISTS', KEYS[keys + guard.unlessExists]) == 1 then return 'held' end
    if guard.member and tonumber(redis.call('ZSCORE', KEYS[keys + guard.member[1]], guard.member[2]) or '-1') ~= guard.member[3] then
      return 'gone'
    end
  end
  for _, expected in ipairs(unit.expect) do
    local found = redis.call('HGET', KEYS[keys + expected[1]], 'r')
    if (found or '0') ~= expected[2] then return 'stale' end
  end
  return nil
end

local apply = {
  record = function(key, revision, body) redis.call('HSET', key, 'r', revision, 'j', stamped(body)) end,
  zadd = function(key, score, member) redis.call('ZADD', key, stamped(score), member) end,
  zrem = function(key, member) redis.call('ZREM', key, member) end,
  hset = function(key, field, value) redis.call('HSET', key, field, value) end,
  hincrby = function(key, field, by) redis.call('HINCRBY', key, field, by) end,
  set = function(key, value) redis.call('SET', key, value) end,
  setex = function(key, seconds, value) redis.call('SET', key, value, 'EX', seconds) end,
  del = function(key) redis.call('DEL', key) end,
  union = function(key, ...) redis.call('BITOP', 'OR', key, ...) end,
  xadd = function(key, length, body)
    if length == '0' then redis.call('XADD', key, '*', 'j', stamped(body))
    else redis.call('XADD', key, 'MAXLEN', '~', length, '*', 'j', stamped(body)) end
  end,
}

local outcomes = {}
for i = 1, tonumber(ARGV[2]) do
  local at = 3 * i
  local keys, bodies, unit = tonumber(ARGV[at]), tonumber(ARGV[at + 1]), cjson.decode(ARGV[at + 2])
  local refused = refusal(unit, keys)
  if not refused then
    for _, op in ipairs(unit.ops) do
      local args = {}
      for j = 3, #op do
        -- A number is the place of a key (of a bitmap) or of a body; text is itself.
        local part = op[j]
        if op[1] == 'union' then part = KEYS[keys + part]
        elseif type(part) == 'number' then part = ARGV[bodies + part] end
        args[#args + 1] = part
      end
      apply[op[1]](KEYS[keys + op[2]], unpack(args))
    end
  end
  outcomes[i] = refused or 'committed'
end
return { nowText, outcomes }
