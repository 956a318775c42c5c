using Kiosk.Words;

namespace Kiosk.Feed.Records;

/// <summary>Validates points before a terminal lets anybody pass by them.</summary>
public static class PointRules
{
    /// <summary>The longest time after which an entry is forgiven.</summary>
    public static readonly TimeSpan MaxForgivenAfter = TimeSpan.FromDays(1);

    private const int MaxNames = 1000;

    /// <param name="isPublished">Whether the key must be there; else it must not.</param>
    /// <exception cref="RecordException">A rule is broken; names the first.</exception>
    public static void Check(Point point, bool isPublished)
    {
        if (FaultOf(point, isPublished) is { } fault)
        {
            throw new RecordException(new Phrase($"{fault.Vietnamese}.", $"{fault.English}."));
        }
    }

    /// <exception cref="RecordException">The days are in the wrong order.</exception>
    public static void Check(PassLine line)
    {
        if (line.To < line.From)
        {
            throw new RecordException(new Phrase($"ngày cuối {line.To:dd/MM/yyyy} trước ngày đầu {line.From:dd/MM/yyyy}.", $"the last day {line.To:yyyy-MM-dd} is before the first one {line.From:yyyy-MM-dd}."));
        }
    }

    private static Phrase? FaultOf(Point point, bool isPublished)
    {
        if (!MeetingRecordRules.IsId(point.Id))
        {
            return new($"mã \"{point.Id}\" phải gồm 1 đến 64 chữ cái không dấu, chữ số và dấu gạch nối", $"the id \"{point.Id}\" is not 1 to 64 letters, digits and hyphens");
        }

        if (MeetingRecordRules.FindTitleFault(point.Title) is { } fault)
        {
            return new($"tên điểm {fault.Vietnamese}", $"the title {fault.English}");
        }

        if (isPublished ? point.Key is not { Length: MeetingRecordRules.KeyLength } : point.Key is not null)
        {
            return isPublished
                ? new($"khóa không có {MeetingRecordRules.KeyLength} byte", $"the key does not have {MeetingRecordRules.KeyLength} bytes")
                : new("\"key\" do bàn phát hành tự lập: hãy bỏ mục này", "\"key\" is made by the desk: leave it out");
        }

        return FaultOfPlaces(point) ?? point.Admits.Select((rule, index) => FaultOf(rule, index + 1)).FirstOrDefault(wrong => wrong is not null) ?? FaultOf(point.Passback);
    }

    private static Phrase? FaultOfPlaces(Point point) =>
        point.Terminals is not { Count: > 0 } && point.Doors is not { Count: > 0 }
            ? new("không nêu máy nào (terminals) hay cửa nào (doors)", "it names neither a terminal (terminals) nor a door (doors)")
            : FaultOf("terminals", point.Terminals) ?? FaultOf("doors", point.Doors);

    private static Phrase? FaultOf(PassRule rule, int number)
    {
        if (!rule.NamesSomebody)
        {
            return new(
                $"mục {number} của admits không nêu ai được qua: hãy ghi units, duties, \"listed\": true, hoặc \"members\": true cho mọi đảng viên",
                $"entry {number} of admits does not say who may pass: give units, duties, \"listed\": true, or \"members\": true for every member");
        }

        if ((FaultOf("units", rule.Units) ?? FaultOf(rule.Duties)) is { } wrong)
        {
            return new($"mục {number} của admits: {wrong.Vietnamese}", $"entry {number} of admits: {wrong.English}");
        }

        return rule.Hours is { } hours && (hours.Count == 0 || hours.Any(one => one is null || one.From == one.To || one.Days is { Count: 0 }))
            ? new(
                $"mục {number} của admits: hours để trống, hoặc có khung giờ bắt đầu và kết thúc cùng lúc, hoặc không có ngày nào",
                $"entry {number} of admits: hours is empty, or a window ends when it begins, or it has no day")
            : null;
    }

    private static Phrase? FaultOf(string name, IReadOnlyList<string>? texts) => texts switch
    {
        null => null,
        { Count: 0 } => new($"{name} để trống", $"{name} is empty"),
        { Count: > MaxNames } => new($"{name} có hơn {MaxNames} mục", $"{name} has more than {MaxNames} entries"),
        _ when texts.Any(string.IsNullOrWhiteSpace) => new($"{name} có một mục trống", $"{name} has an empty entry"),
        _ when texts.Distinct(StringComparer.Ordinal).Count() < texts.Count => new($"{name} có một mục ghi hai lần", $"{name} has an entry twice"),
        _ => null,
    };

    private static Phrase? FaultOf(IReadOnlyList<Duty>? duties) =>
        duties is null || (duties.Count > 0 && !duties.Contains(Duty.None)) ? null : new("duties để trống hoặc có \"none\"", "duties is empty, or has \"none\"");

    private static Phrase? FaultOf(PassbackRule? passback) => passback is null || (passback.ForgivenAfter > TimeSpan.Zero && passback.ForgivenAfter <= MaxForgivenAfter)
        ? null
        : new(
            "passback.forgivenAfter phải lớn hơn 0 và không quá 24 giờ (\"1.00:00:00\")",
            "passback.forgivenAfter must be more than nothing and at most a day (\"1.00:00:00\")");
}
