-- What a public slug names, in one question: the release, its embargo, and the time by which both are judged.
--
-- KEYS: the slugs. ARGV: the slug; what the keys of releases and of embargoes begin with.
-- Answers nothing, or {release, embargo, seconds, microseconds}.

local id = redis.call('HGET', KEYS[1], ARGV[1])
if not id then return nil end
local release = redis.call('HGET', ARGV[2] .. id, 'j')
if not release then return nil end
local embargo = redis.call('HGET', ARGV[3] .. cjson.decode(release).embargoId, 'j')
local time = redis.call('TIME')
return { release, embargo, time[1], time[2] }
