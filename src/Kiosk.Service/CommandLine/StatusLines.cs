using Kiosk.Service.Health;
using Kiosk.Words;

namespace Kiosk.Service.CommandLine;

/// <summary>The lines of <c>kiosk status</c> below the first: a name, and what is so.</summary>
internal static class StatusLines
{
    private static readonly CountedPhrase TapsOnRecord = new("đã ghi {0} lượt đặt thẻ", "{0} tap on record", "{0} taps on record");
    private static readonly CountedPhrase TapsSinceStart = new("{0} từ khi khởi động", "{0} since the start", "{0} since the start");
    private static readonly CountedPhrase BytesToGo = new(" Còn {0} byte.", " {0} byte to go.", " {0} bytes to go.");

    public static IEnumerable<(Phrase Name, Phrase Value)> Of(StatusReport report)
    {
        yield return (new("chế độ", "mode"), StatusWords.OfMode(report.Mode, report.Context));
        if (report.Presence is { } presence)
        {
            yield return (new("có mặt", "present"), StatusWords.Of(presence));
            foreach (var remark in StatusWords.RemarksOn(presence))
            {
                yield return (new("", ""), remark);
            }
        }

        if (report.Desk is { } desk)
        {
            yield return (new("bàn tiếp nhận", "desk"), StatusWords.Of(desk));
        }

        yield return (new("đầu đọc", "reader"), StatusWords.OfReader(report.Reader));
        yield return (new("nhật ký", "journal"), TapsOnRecord.For((long)report.JournalTaps));
        if (report.NotSigned is { } notSigned)
        {
            yield return (new("", ""), notSigned);
        }

        if (report.Enrolment is { } enrolment)
        {
            yield return (new("ghi danh", "enrolment"), StatusWords.Of(enrolment));
        }

        if (report.Upload is { } upload)
        {
            yield return (new("gửi đi", "upload"), StatusWords.Of(upload));
        }

        yield return (new("dữ liệu", "cache"), CacheOf(report));
        yield return (new("thu hồi", "lists"), ListsOf(report));
        yield return (new("nguồn", "feed"), FeedOf(report.Feed));
        if (report.Feed.Failure is not null)
        {
            yield return (new("", ""), report.Feed.Told);
        }

        yield return (new("đồng hồ", "clock"), StatusWords.OfClock(report.ClockTrust));
        yield return (new("lượt", "taps"), TapsSinceStart.For((long)report.Taps));
        if (report.PagesProblem is { } problem)
        {
            yield return (new("trang", "pages"), Phrase.WithDetail("Trang trạng thái, số liệu và trang của máy chưa phục vụ được; điểm danh vẫn tiếp tục", problem) with { English = problem });
        }
    }

    private static Phrase CacheOf(StatusReport report)
    {
        if (report.CacheGeneration == 0)
        {
            return new("chưa có", "none");
        }

        var age = report.CacheAgeHours is { } hours ? StatusWords.Ago(hours) : null;
        return new(
            $"phiên bản {report.CacheGeneration}{(age is null ? "" : $", dữ liệu mới nhất phát hành {age.Vietnamese}")}",
            $"generation {report.CacheGeneration}{(age is null ? "" : $", newest data issued {age.English}")}");
    }

    private static Phrase ListsOf(StatusReport report)
    {
        var said = report.RevocationAgeHours is { } hours
            ? new Phrase($"danh sách thu hồi cũ nhất phát hành {StatusWords.Ago(hours).Vietnamese}", $"the oldest revocation list was issued {StatusWords.Ago(hours).English}")
            : report.ListsAhead is null
                ? new("chưa có danh sách thu hồi", "no revocation list")
                : new("chưa có danh sách thu hồi nào có hiệu lực", "no revocation list is in force");
        return report.ListsAhead is { } ahead ? new($"{said.Vietnamese}. {ahead.Vietnamese}", $"{said.English}. {ahead.English}") : said;
    }

    private static Phrase FeedOf(FeedReport feed)
    {
        var (vietnamese, english) = feed.Failure is { } failure ? (failure.Vietnamese, failure.English)
            : feed.Well ? ("Lần đồng bộ gần nhất thành công.", feed.Sentence)
            : ("Chưa đồng bộ.", feed.Sentence);
        var expires = feed.Expires is { } end ? new Phrase($" Chữ ký có hiệu lực đến {end:yyyy-MM-dd HH:mm'Z'}.", $" Signed until {end:yyyy-MM-dd HH:mm'Z'}.") : new("", "");
        var rest = feed.RemainingBytes > 0 ? BytesToGo.For(feed.RemainingBytes) : new("", "");
        return new($"{vietnamese}{expires.Vietnamese}{rest.Vietnamese}", $"{english}{expires.English}{rest.English}");
    }
}
