-- Counts an alert on one channel; the counts add up to the audience, each subscriber in one of them.
--
-- KEYS: audience, sent, failed, uncertain, skipped, scratch, settled.

local audience, sent, failed, uncertain, skipped, scratch, settled = unpack(KEYS)
-- A channel that nobody is told on: counting would write, and each write waits for the disk.
if redis.call('EXISTS', audience) == 0 then return { 0, 0, 0, 0, 0, 0 } end

local function count(...)
  redis.call('BITOP', ...)
  return redis.call('BITCOUNT', scratch)
end

local total = redis.call('BITCOUNT', audience)
redis.call('BITOP', 'OR', settled, sent, failed, skipped)
local doubted = count('AND', scratch, uncertain, settled)
local counts = { total }
for _, part in ipairs({ sent, failed, skipped }) do
  local both = count('AND', scratch, part, uncertain)
  counts[#counts + 1] = redis.call('BITCOUNT', part) - both
end
counts[#counts + 1] = doubted
counts[#counts + 1] = total - redis.call('BITCOUNT', settled)
redis.call('DEL', scratch, settled)
return counts
