# For the owners of an installation alone: /stats.

# Variables:
#   $count (Number) - so many days are told
stats-head =
    📊 <b>The last { $count } days</b>
    Counts alone, of nobody in particular. Days are those of UTC.
stats-none = Nothing was counted in the last { $count } days.
# Headings; below each, a table.
stats-days = <b>Questions by day</b>: answered, asked back, not answered
stats-answered = <b>Answered, by topic</b>: today, 7 days, in all
stats-missed = <b>Not answered, by nearest topic</b>: today, 7 days, in all
stats-asked-back = <b>Asked back, by likeliest topic</b>: today, 7 days, in all
stats-reached = <b>Steps reached</b>: today, 7 days, in all. Where a number drops, people get stuck.
stats-links = <b>Links followed</b>: today, 7 days, in all
stats-sent = <b>Reminders sent</b>, without those that were erased since: today, 7 days, in all
# Variables:
#   $values (String) - rows of ids and numbers
stats-table = <pre>{ $values }</pre>
stats-line = { $values }
stats-picture = Questions a day, over the last week
stats-file = counts by day
stats-file-caption = Each day apart: day, what, which, language, how often.
# The picture says what it counts; the value, in one sentence, what it shows.
picture-stats = Bars: how many questions were asked on each of the last seven days.
    .title = Questions a day
