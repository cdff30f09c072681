-- Takes down what is said of one delivery, and ends the subscription where that is the consequence.
--
-- KEYS: audience, reports of the alert, the subscriber's bucket, active, refusals, alerts by id, audit.
-- ARGV: number, alert, the namespace's tag, channel, gravity (one digit) and code of a report or '' where a
-- server refused at once, 'end', 'count' or 'note', the letter to end with, now in ms, how many refusals end
-- it, over how many ms, body of the audit's entry.
-- Answers 'unknown' when the alert did not go there, 'known' when as much was said before, 'noted', 'ended'.

local audience, reports, bucket, active, refusals, alerts, audit = unpack(KEYS)
local number, alert, tag, channel, report, does, letter = unpack(ARGV)
local now, enough, span = tonumber(ARGV[8]), tonumber(ARGV[9]), tonumber(ARGV[10])
-- A refusal so many alerts ago says nothing any more.
local LOOKED_AT = 200

if redis.call('GETBIT', audience, number) == 0 then return 'unknown' end
if report ~= '' then
  local before = redis.call('HGET', reports, number)
  if before and string.sub(before, 1, 1) >= string.sub(report, 1, 1) then return 'known' end
  redis.call('HSET', reports, number, report)
end

-- Delivered: taken by a server, and nothing has come back since.
local function delivered(id)
  local ledger = tag .. ':ledger:' .. id .. ':' .. channel
  return redis.call('GETBIT', ledger .. ':sent', number) == 1
    and redis.call('HEXISTS', ledger .. ':reports', number) == 0
end

-- The latest alert between two that was delivered, or the last one worth looking at. Asked here, where a mail
-- was refused, so that one which is delivered costs nothing.
local function lastDelivered(oldest, newest)
  local between = redis.call('ZRANGE', alerts, '(' .. newest, '(' .. oldest, 'BYLEX', 'REV', 'LIMIT', 0, LOOKED_AT)
  for place, id in ipairs(between) do
    if place == LOOKED_AT or delivered(id) then return id end
  end
  return ''
end

-- Adds this refusal to those before, each as 'alert@ms'; true when they are enough.
local function refusedEnough()
  local all = { { alert, now } }
  for id, at in string.gmatch(redis.call('HGET', refusals, number) or '', '([^@ ]+)@(%d+)') do
    if id == alert then return false end
    all[#all + 1] = { id, tonumber(at) }
  end
  -- Ids sort by time; reports come in any order.
  table.sort(all, function(a, b) return a[1] < b[1] end)
  local since = lastDelivered(all[1][1], all[#all][1])
  local kept, first, last = {}, math.huge, 0
  for _, one in ipairs(all) do
    if one[1] > since then
      kept[#kept + 1] = one
      first, last = math.min(first, one[2]), math.max(last, one[2])
    end
  end
  if #kept >= enough and last - first >= span then return true end
  if #kept > enough then table.remove(kept, 2) end
  for place, one in ipairs(kept) do kept[place] = one[1] .. '@' .. string.format('%.0f', one[2]) end
  redis.call('HSET', refusals, number, table.concat(kept, ' '))
  return false
end

if does == 'note' or does == 'count' and not refusedEnough() then return 'noted' end
local field = number % 100
local value = redis.call('HGET', bucket, field)
local state = value and string.sub(value, 1, 1)
if state ~= 'a' and state ~= 'p' then return 'noted' end
redis.call('HSET', bucket, field, letter .. string.sub(value, 2))
redis.call('SETBIT', active, number, 0)
redis.call('HDEL', refusals, number)
redis.call('XADD', audit, '*', 'j', ARGV[11])
return 'ended'
