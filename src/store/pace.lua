-- Hands out moments at which one more message may leave: evenly spaced, over all processes.
--
-- KEYS: the next moment that is free and when it was said, in µs: 'free|said'. ARGV: µs between two, how many are asked for.
-- Answers µs to wait until the first of them; each further one is the spacing later.

-- For the next second only: written to no log, it makes no lift wait for a disk.
redis.set_repl(redis.REPL_NONE)
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000000 + tonumber(time[2])
local free, said = string.match(redis.call('GET', KEYS[1]) or '0|0', '^(%d+)|(%d+)$')
-- What was said later than now was said by a clock that has fallen back since: so have its moments.
local fellBack = math.max(0, tonumber(said or '0') - now)
local first = math.max(now, tonumber(free or '0') - fellBack)
redis.call('SET', KEYS[1], string.format('%.0f|%.0f', first + ARGV[1] * ARGV[2], now), 'EX', 60)
return math.ceil(first - now)
