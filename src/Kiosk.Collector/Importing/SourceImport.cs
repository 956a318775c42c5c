using Kiosk.Collector.People;
using Kiosk.Source.Files;
using Kiosk.Source.Folders;
using Kiosk.Source.Problems;
using Kiosk.Source.Text;
using Kiosk.Verification.Certificates;
using Kiosk.Words;

namespace Kiosk.Collector.Importing;

/// <summary>Reads members, meetings and rosters from the desk's source folder; everything else in it is the desk's.</summary>
/// <param name="meetingSecret">The desk's <c>keys/meetings.key</c>, that keys of meetings from calendars follow from; null if there is none at hand.</param>
internal sealed class SourceImport(string folder, string? meetingSecret, DateTimeOffset now, IProgress<Phrase>? progress)
{
    private const int MeetingSecretLength = 32;
    private const string Provinces = "provinces";

    /// <summary>Everything that is wrong with the folder, by file and line.</summary>
    public SourceProblems Problems { get; } = new(Path.GetFullPath(folder));

    /// <param name="only">The provinces to read; all if empty.</param>
    /// <returns>To be stored if there were no errors.</returns>
    public IReadOnlyList<ImportedProvince> Read(IReadOnlyCollection<string> only, CancellationToken cancellationToken)
    {
        var root = Path.Combine(Problems.Folder, Provinces);
        if (!Directory.Exists(root))
        {
            Problems.Error(Problems.Folder, null, new($"đây không phải thư mục nguồn của bàn phát hành: không có thư mục {Provinces}.", $"this is no source folder of the desk: it has no folder {Provinces}."));
            return [];
        }

        var read = new ProvinceFolders<KnownMember>(root, (code, _) => new Keeping(code.Text), ReadSecret, now, progress, Problems).Read(cancellationToken);
        foreach (var missing in only.Where(code => read.All(province => province.Code.Text != code)))
        {
            Problems.Error(Path.Combine(root, missing), null, new("không có thư mục của tỉnh này.", "there is no folder of this province."));
        }

        return [.. read.Where(province => only.Count == 0 || only.Contains(province.Code.Text)).Select(WithoutSecrets)];
    }

    // Nothing of a secret meeting arrives here, and what is not kept can be neither shown nor reported.
    private ImportedProvince WithoutSecrets(SourceProvince<KnownMember> province)
    {
        var secret = province.Meetings.Where(meeting => meeting.IsSecret).Select(meeting => meeting.Id).ToHashSet(StringComparer.Ordinal);
        if (secret.Count > 0)
        {
            Problems.Note(Path.Combine(Problems.Folder, Provinces, province.Code.Text), null, new(
                $"{secret.Count} cuộc họp kín không được nhập vào máy thu thập: số liệu chỉ ở các máy điểm danh và người sở hữu.", $"{Counted.Of(secret.Count, "secret meeting")} not imported: their terminals and their owner alone have them."));
        }

        return new(
            province.Code.Text,
            [.. province.Members, .. InviteesOf(province)],
            [.. province.Meetings.Where(meeting => !secret.Contains(meeting.Id))],
            [.. province.Invitations.Where(invitation => !secret.Contains(invitation.MeetingId))]);
    }

    // Their names stand in the roster only.
    private static IEnumerable<KnownMember> InviteesOf(SourceProvince<KnownMember> province)
    {
        var members = province.Members.Select(member => member.Tag).ToHashSet();
        return province.Invitees.Where(one => !members.Contains(one.Entry.Tag)).DistinctBy(one => one.Entry.Tag).Select(one => new KnownMember(province.Code.Text, one.Entry.Tag, new(one.Name, "", "", [])) { IsCurrent = false });
    }

    private byte[] ReadSecret()
    {
        if (meetingSecret is null)
        {
            throw new RegistryException(new(
                "có cuộc họp lấy từ lịch (.ics), mà khóa của cuộc họp như thế lập từ bí mật của bàn phát hành: hãy nêu --meeting-keys với bản sao keys/meetings.key của bàn.",
                "a meeting comes from a calendar (.ics), and the key of such a meeting follows from the desk's secret: give --meeting-keys with a copy of the desk's keys/meetings.key."));
        }

        var secret = BoundedFile.Read(meetingSecret, MeetingSecretLength);
        return secret.Length == MeetingSecretLength
            ? secret
            : throw RegistryException.In(meetingSecret, new($"tệp có {secret.Length} byte, không phải {MeetingSecretLength}: hãy chép lại keys/meetings.key của bàn phát hành.", $"it has {secret.Length} bytes, not {MeetingSecretLength}: copy the desk's keys/meetings.key again."));
    }

    private sealed class Keeping(string province) : IMemberIntake<KnownMember>
    {
        // Terminals judge the cards; here they only say whose a pseudonym is.
        public void Look(Certificate certificate, int line)
        {
        }

        public KnownMember Take(SourceMember member) => new(province, member.Tag, member.Member) { Traits = member.Traits };
    }
}
