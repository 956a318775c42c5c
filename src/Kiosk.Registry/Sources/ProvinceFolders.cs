using Kiosk.Feed.Publishing;
using Kiosk.Feed.Targets;
using Kiosk.Registry.Judging;
using Kiosk.Registry.Problems;
using Kiosk.Words;

namespace Kiosk.Registry.Sources;

/// <summary>The folder <c>provinces</c>.</summary>
internal sealed class ProvinceFolders(string folder, CardJudge? judge, SourceKeys keys, DateTimeOffset now, IProgress<Phrase>? progress, SourceProblems problems)
{
    private const int MembersPerReport = 25_000;
    private const string Meetings = "meetings";

    // members.csv says where certificates are; a list or calendar that is never read is a mistake.
    private static readonly ExpectedNames Expected = new([MembersCsv.Name], [Meetings], [".crt", ".cer", ".der", ".pem"], HasOwnFolders: true);

    private readonly HashSet<WithdrawnMeeting> withdrawn = [];
    private readonly Dictionary<ProvinceCode, SourceRows> rows = [];

    /// <summary>Cancelled meetings, which are missing on purpose.</summary>
    public IReadOnlySet<WithdrawnMeeting> Withdrawn => withdrawn;

    /// <summary>What each province's sealed rows are about.</summary>
    public IReadOnlyDictionary<ProvinceCode, SourceRows> Rows => rows;

    /// <summary>Whether the folder could be listed; otherwise missing provinces are unknown.</summary>
    public bool IsListed { get; private set; }

    public IReadOnlyList<ProvinceContent> Read(CancellationToken cancellationToken)
    {
        var provinces = new List<ProvinceContent>();
        var entries = FolderEntries.Of(folder, problems);
        IsListed = entries is not null;
        foreach (var province in entries ?? [])
        {
            if (Litter.Is(Path.GetFileName(province)))
            {
                problems.PassOver(province);
            }
            else if (CodeOf(province) is { } code)
            {
                provinces.Add(Read(province, code, cancellationToken));
            }
        }

        return provinces;
    }

    private ProvinceCode? CodeOf(string province)
    {
        var name = Path.GetFileName(province);
        if (ProvinceCode.TryParse(name, out var code) && Directory.Exists(province))
        {
            return code;
        }

        var small = name.ToLowerInvariant().Trim().Replace(' ', '-').Replace('_', '-');
        var hasNear = small != name && ProvinceCode.TryParse(small, out _);
        problems.Error(province, null, new(
            $"đây không phải thư mục của một tỉnh: tên thư mục phải là mã tỉnh, gồm 1 đến {ProvinceCode.MaxLength} chữ thường không dấu, chữ số và dấu gạch nối{(hasNear ? $": hãy đặt tên là {small}" : "")}.",
            $"this is not the folder of a province: its name is the code, 1 to {ProvinceCode.MaxLength} lower-case letters without accents, digits and hyphens{(hasNear ? $": call it {small}" : "")}."));
        return null;
    }

    private ProvinceContent Read(string province, ProvinceCode code, CancellationToken cancellationToken)
    {
        if (Expected.List(province, problems) is null)
        {
            return new(code, []);
        }

        var path = Path.Combine(province, MembersCsv.Name);
        var (members, audience) = (SealedMembers.Unread, keys.Audience(code));
        if (Path.Exists(path))
        {
            members = SealedMembers.Read(path, problems, audience, judge, new MemberProgress(progress, code), cancellationToken);
        }
        else if (!HasMisspeltMembers(province))
        {
            problems.Error(path, null, new("không có tệp này; với tỉnh chưa có đảng viên nào, hãy ghi riêng dòng đầu tiên.", "the file is missing; for a province without members write its first line alone."));
        }

        var files = new MeetingFiles(Path.Combine(province, Meetings), members, new(keys.MeetingSecret, code.Text), now, problems);
        var (meetings, invitations) = files.Read(cancellationToken);
        withdrawn.UnionWith(files.Withdrawn.Select(id => new WithdrawnMeeting(code, id)));
        rows[code] = new(members.Tags, [.. meetings.Select(meeting => meeting.Id)], invitations);
        return new(
            code,
            [
                new(DataClass.Members, members.Rows, audience.Epoch),
                ProvinceSealing.Meetings(audience, meetings),
                ProvinceSealing.Rosters(audience, invitations),
                ProvinceSealing.Audience(audience, keys.Readers(code)),
            ]);
    }

    /// <summary>Then the missing file exists and was reported under its actual name.</summary>
    private bool HasMisspeltMembers(string province) =>
        (FolderEntries.Of(province, problems) ?? []).Any(path => Path.GetFileName(path).StartsWith("members", StringComparison.OrdinalIgnoreCase));

    private sealed class MemberProgress(IProgress<Phrase>? progress, ProvinceCode province) : IProgress<int>
    {
        private int reported;

        public void Report(int value)
        {
            var step = value / MembersPerReport;
            if (progress is not null && step > reported)
            {
                reported = step;
                progress.Report(new($"{province}: đã niêm phong {value} đảng viên …", $"{province}: {value} members sealed …"));
            }
        }
    }
}
