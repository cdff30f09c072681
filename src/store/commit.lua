-- Commits units of change. Each unit is atomic: every revision it read still stands, its guards hold,
-- and all of it is written; or it is refused whole and the next unit is tried. One clock: TIME.
--
-- KEYS: the keys of each unit, one unit after the other. ARGV: the number of units and of shapes; the shapes
-- as JSON; for each unit the number of its shape and how many keys and texts stand before its own; the texts.
-- A shape says what its units do, and names keys and texts by their place among the unit's own; 0 is the instant
-- of this commit, and {from, to} are texts with it between each two. Many units of one shape are read once.
-- Answers {now in ms, outcome of each unit}: 'committed', 'stale', 'early', 'held' or 'gone'.

local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
local nowText = string.format('%.0f', now)

local shapes = {}
for i = 1, tonumber(ARGV[2]) do shapes[i] = cjson.decode(ARGV[2 + i]) end
local units = tonumber(ARGV[1])
local table_ = 2 + #shapes
local texts = table_ + 3 * units

-- Whether a key is there, asked once for all units.
local known = {}
local function exists(key)
  if known[key] == nil then known[key] = redis.call('EXISTS', key) == 1 end
  return known[key]
end

-- Writes to one index by several units go out as one command, in the order they were made.
local pending = {}
local MOST = 1000

local function flush(key)
  local writes = pending[key]
  pending[key] = nil
  redis.call(writes.verb, key, unpack(writes))
end

-- What an earlier unit wrote to an index is there before a later one asks for it.
local function settle(key)
  if pending[key] then flush(key) end
end

local function write(verb, key, first, second)
  local writes = pending[key]
  if writes and (writes.verb ~= verb or writes.count > MOST) then
    flush(key)
    writes = nil
  end
  if not writes then
    writes = { verb = verb, count = 0 }
    pending[key] = writes
  end
  local count = writes.count + 1
  writes[count] = first
  if second then
    count = count + 1
    writes[count] = second
  end
  writes.count = count
end

local outcomes = {}

local function refusal(shape, keys, at)
  local guard = shape.guard
  if guard then
    if guard.behindFirst and outcomes[1] ~= 'committed' then return 'stale' end
    if guard.notBefore and now < tonumber(ARGV[at + guard.notBefore]) then return 'early' end
    -- What was prepared for its instant must be prepared again to be late.
    if guard.notAfter and now > tonumber(ARGV[at + guard.notAfter]) then return 'stale' end
    if guard.unlessExists and exists(KEYS[keys + guard.unlessExists]) then return 'held' end
    if guard.member then
      settle(KEYS[keys + guard.member[1]])
      local score = redis.call('ZSCORE', KEYS[keys + guard.member[1]], ARGV[at + guard.member[2]])
      if not score or tonumber(score) ~= tonumber(ARGV[at + guard.member[3]]) then return 'gone' end
    end
  end
  for _, expected in ipairs(shape.expect) do
    local found = redis.call('HGET', KEYS[keys + expected[1]], 'r')
    if (found or '0') ~= ARGV[at + expected[2]] then return 'stale' end
  end
  for _, op in ipairs(shape.ops) do
    if (op[1] == 'adopt' or op[1] == 'clear') and redis.call('EXISTS', KEYS[keys + op[3]]) == 0 then return 'stale' end
  end
  return nil
end

local function text(part, at)
  if part == 0 then return nowText end
  if type(part) == 'number' then return ARGV[at + part] end
  return table.concat(ARGV, nowText, at + part[1], at + part[2])
end

local call = redis.call
local apply = {
  record = function(key, op, at) call('HSET', key, 'r', text(op[3], at), 'j', text(op[4], at)) end,
  zadd = function(key, op, at) write('ZADD', key, text(op[3], at), text(op[4], at)) end,
  zrem = function(key, op, at) write('ZREM', key, text(op[3], at)) end,
  hset = function(key, op, at) write('HSET', key, text(op[3], at), text(op[4], at)) end,
  hincrby = function(key, op, at) call('HINCRBY', key, text(op[3], at), text(op[4], at)) end,
  set = function(key, op, at)
    call('SET', key, text(op[3], at))
    known[key] = nil
  end,
  setex = function(key, op, at) call('SET', key, text(op[4], at), 'EX', text(op[3], at)) end,
  del = function(key)
    call('DEL', key)
    known[key] = nil
  end,
  union = function(key, op, _, keys)
    local sources = {}
    for j = 3, #op do sources[j - 2] = KEYS[keys + op[j]] end
    call('BITOP', 'OR', key, unpack(sources))
  end,
  adopt = function(key, op, _, keys)
    call('RENAME', KEYS[keys + op[3]], key)
    call('PERSIST', key)
  end,
  clear = function(key, op, _, keys)
    local staged = KEYS[keys + op[3]]
    call('BITOP', 'AND', staged, staged, key)
    call('BITOP', 'XOR', key, key, staged)
    call('DEL', staged)
  end,
  xadd = function(key, op, at)
    local length = text(op[3], at)
    if length == '0' then call('XADD', key, '*', 'j', text(op[4], at))
    else call('XADD', key, 'MAXLEN', '~', length, '*', 'j', text(op[4], at)) end
  end,
}

for i = 1, units do
  local row = table_ + 3 * (i - 1)
  local shape = shapes[tonumber(ARGV[row + 1])]
  local keys, at = tonumber(ARGV[row + 2]), texts + tonumber(ARGV[row + 3])
  local refused = refusal(shape, keys, at)
  if not refused then
    for _, op in ipairs(shape.ops) do apply[op[1]](KEYS[keys + op[2]], op, at, keys) end
  end
  outcomes[i] = refused or 'committed'
end
for key in pairs(pending) do flush(key) end
return { nowText, outcomes }
