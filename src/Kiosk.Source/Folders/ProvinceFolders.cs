using Kiosk.Feed.Records;
using Kiosk.Feed.Targets;
using Kiosk.Source.Problems;
using Kiosk.Words;

namespace Kiosk.Source.Folders;

/// <summary>The folder <c>provinces</c>.</summary>
/// <param name="intakeOf">What takes the members of a province, whose file is named.</param>
/// <param name="meetingSecret">32 bytes that keys of imported meetings follow from.</param>
internal sealed class ProvinceFolders<T>(string folder, Func<ProvinceCode, string, IMemberIntake<T>> intakeOf, Func<byte[]> meetingSecret, DateTimeOffset now, IProgress<Phrase>? progress, SourceProblems problems)
{
    private const int MembersPerReport = 25_000;
    private const string Meetings = "meetings";
    private const string Points = "points";

    // members.csv says where certificates are; a list or calendar that is never read is a mistake.
    private static readonly ExpectedNames Expected = new([MembersCsv.Name, EndedCardsCsv.Name, OwnAttendanceCsv.Name], [Meetings, Points], [".crt", ".cer", ".der", ".pem"], HasOwnFolders: true);

    /// <summary>Whether the folder could be listed; otherwise missing provinces are unknown.</summary>
    public bool IsListed { get; private set; }

    public IReadOnlyList<SourceProvince<T>> Read(CancellationToken cancellationToken)
    {
        var provinces = new List<SourceProvince<T>>();
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

    private SourceProvince<T> Read(string province, ProvinceCode code, CancellationToken cancellationToken)
    {
        if (Expected.List(province, problems) is null)
        {
            return new(code, [], [], [], []) { IsListed = false };
        }

        var path = Path.Combine(province, MembersCsv.Name);
        IReadOnlyList<T> members = [];
        var numbers = CardNumbers.Unread;
        if (Path.Exists(path))
        {
            (members, numbers) = new MembersFile(path, problems).Read(Attending(intakeOf(code, path), province), new MemberProgress(progress, code), cancellationToken);
        }
        else if (!HasMisspeltMembers(province))
        {
            problems.Error(path, null, new("không có tệp này; với tỉnh chưa có đảng viên nào, hãy ghi riêng dòng đầu tiên.", "the file is missing; for a province without members write its first line alone."));
        }

        var files = new MeetingFiles(Path.Combine(province, Meetings), numbers, new(meetingSecret, code.Text), now, problems);
        var (meetings, invitations) = files.Read(cancellationToken);
        var ended = new EndedCardsCsv(Path.Combine(province, EndedCardsCsv.Name), numbers, problems).Read();
        (invitations, var renewed) = ended.Renew(meetings, invitations, now);
        if (renewed > 0)
        {
            problems.Note(Path.Combine(province, EndedCardsCsv.Name), null, new($"{renewed} dòng triệu tập ghi thẻ cũ được phát hành theo thẻ mới.", $"{renewed} roster lines name an old card and are published for the new one."));
        }

        var (points, passes) = new PointFiles(Path.Combine(province, Points), numbers, problems).Read();
        return new(code, members, meetings, invitations, files.Withdrawn) { Invitees = AsPublished(files.Invitees, invitations), Points = points, Passes = passes, Ended = ended };
    }

    private IMemberIntake<T> Attending(IMemberIntake<T> intake, string province) =>
        new OwnAttendanceCsv(Path.Combine(province, OwnAttendanceCsv.Name), problems).Read() is { Count: > 0 } attendance ? new AttendingIntake<T>(intake, attendance) : intake;

    // By the cards of today, as terminals know them.
    private static IReadOnlyList<Invitee> AsPublished(IReadOnlyList<Invitee> invitees, IReadOnlyList<Invitation> invitations)
    {
        var lines = invitations.Where(one => one.Entry.InvitationNumber is not null).DistinctBy(one => (one.MeetingId, one.Entry.InvitationNumber)).ToDictionary(one => (one.MeetingId, one.Entry.InvitationNumber), one => one.Entry);
        return [.. invitees.Where(one => lines.ContainsKey((one.MeetingId, one.Entry.InvitationNumber))).Select(one => one with { Entry = lines[(one.MeetingId, one.Entry.InvitationNumber)] })];
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
                progress.Report(new($"{province}: đã xử lý {value} đảng viên …", $"{province}: {value} members done …"));
            }
        }
    }
}
