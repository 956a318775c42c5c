using Kiosk.Words;

namespace Kiosk.Feed.Records;

/// <summary>Validates meetings before a terminal checks anybody in to them.</summary>
public static class MeetingRecordRules
{
    /// <summary>The first year a meeting may take place in. Anything earlier is a mistake, and arithmetic on such times may overflow.</summary>
    public const int FirstYear = 2000;

    /// <summary>The last such year.</summary>
    public const int LastYear = 2100;

    /// <summary>Of a meeting's pseudonyms, in bytes.</summary>
    public const int KeyLength = 32;

    /// <summary>Most keys that sign one meeting's invitations.</summary>
    public const int MaxInvitationKeys = 8;

    // SubjectPublicKeyInfo of an uncompressed point on P-256.
    private const int InvitationKeyLength = 91;
    private const int MaxIdLength = 64;
    private const int MaxTitleLength = 500;
    private const int MaxDenominator = 1_000_000;

    /// <exception cref="RecordException">A rule is broken; names the first.</exception>
    public static void Check(Meeting meeting)
    {
        if (!IsId(meeting.Id))
        {
            throw Broken(new($"mã \"{meeting.Id}\" phải gồm 1 đến {MaxIdLength} chữ cái không dấu, chữ số và dấu gạch nối", $"the id \"{meeting.Id}\" is not 1 to {MaxIdLength} letters, digits and hyphens"));
        }

        if (FindTitleFault(meeting.Title) is { } fault)
        {
            throw Broken(new($"tên cuộc họp {fault.Vietnamese}", $"the title {fault.English}"));
        }

        if (meeting.Key.Length != KeyLength)
        {
            throw Broken(new($"khóa có {meeting.Key.Length} byte, không phải {KeyLength}", $"the key has {meeting.Key.Length} bytes, not {KeyLength}"));
        }

        if (meeting.InvitationKeys is { } keys)
        {
            CheckInvitationKeys(meeting, keys, Broken);
        }

        if (meeting.Sessions.Count == 0)
        {
            throw Broken(new("không có phiên nào", "there is no session"));
        }

        if (!IsSane(meeting.Quorum, meeting.Kind))
        {
            throw Broken(new($"tỷ lệ {meeting.Quorum.Numerator}/{meeting.Quorum.Denominator} của số lượng tối thiểu không nằm trong khoảng từ 0 đến 1", $"a quorum of {meeting.Quorum.Numerator}/{meeting.Quorum.Denominator} is not between 0 and 1"));
        }

        if (meeting.Quorum.Organisations is { } share && !(share.Numerator >= 1 && share.Numerator <= share.Denominator && share.Denominator <= MaxDenominator))
        {
            throw Broken(new($"tỷ lệ {share.Numerator}/{share.Denominator} tổ chức có đại biểu dự không nằm trong khoảng từ 0 đến 1", $"a share of {share.Numerator}/{share.Denominator} of the organisations is not between 0 and 1"));
        }

        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var session in meeting.Sessions)
        {
            if (session is null || !IsId(session.Id) || !ids.Add(session.Id))
            {
                throw Broken(new($"mã phiên \"{session?.Id}\" phải gồm 1 đến {MaxIdLength} chữ cái không dấu, chữ số và dấu gạch nối, và không được trùng", $"the session id \"{session?.Id}\" is not 1 to {MaxIdLength} letters, digits and hyphens, or occurs twice"));
            }

            if (FindTitleFault(session.Title) is { } wrong)
            {
                throw Broken(new($"tên của phiên {session.Id} {wrong.Vietnamese}", $"the title of session {session.Id} {wrong.English}"));
            }

            if (!IsYear(session.Opens.Year) || !IsYear(session.Closes.Year))
            {
                throw Broken(new($"phiên {session.Id} diễn ra từ {session.Opens:dd/MM/yyyy} đến {session.Closes:dd/MM/yyyy}, mà cuộc họp phải nằm trong các năm {FirstYear} đến {LastYear}: hãy sửa ngày", $"session {session.Id} is from {session.Opens:yyyy-MM-dd} to {session.Closes:yyyy-MM-dd}, and a meeting lies in {FirstYear} to {LastYear}: correct its dates"));
            }

            if (session.Opens > session.Starts || session.Starts >= session.Closes)
            {
                throw Broken(new($"phiên {session.Id} phải mở điểm danh, rồi bắt đầu, rồi kết thúc", $"session {session.Id} must open, then start, then close"));
            }
        }

        RecordException Broken(Phrase what) => new(new Phrase($"{what.Vietnamese}.", $"{what.English}."));
    }

    private static void CheckInvitationKeys(Meeting meeting, IReadOnlyList<ReadOnlyMemory<byte>> keys, Func<Phrase, RecordException> broken)
    {
        if (meeting.IsSecret)
        {
            throw broken(new("cuộc họp bí mật chỉ vào bằng thẻ, không nhận giấy mời có mã QR", "a secret meeting is entered by card only, without signed invitations"));
        }

        if (keys.Count is 0 or > MaxInvitationKeys || keys.Any(key => key.Length != InvitationKeyLength))
        {
            throw broken(new($"khóa ký giấy mời phải có 1 đến {MaxInvitationKeys} khóa P-256", $"there must be 1 to {MaxInvitationKeys} P-256 keys that sign invitations"));
        }
    }

    public static bool IsYear(int year) => year is >= FirstYear and <= LastYear;

    public static bool IsId(string text) =>
        text.Length is > 0 and <= MaxIdLength && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');

    /// <returns>What is wrong with a displayed text, to follow its name; null if nothing is.</returns>
    public static Phrase? FindTitleFault(string text) =>
        string.IsNullOrWhiteSpace(text) ? new("để trống", "is empty")
        : text.Length > MaxTitleLength ? new($"có {text.Length} ký tự, mà tối đa là {MaxTitleLength}", $"has {text.Length} characters, and {MaxTitleLength} are the most")
        : text.Where(char.IsControl).Select(character => new Phrase($"có ký tự điều khiển U+{(int)character:X4}: hãy gõ lại", $"has the control character U+{(int)character:X4}: type it anew")).FirstOrDefault();

    // The fraction may be zero only where nobody counts.
    private static bool IsSane(QuorumRule quorum, MeetingKind kind) =>
        quorum.Denominator is > 0 and <= MaxDenominator
        && quorum.Numerator <= quorum.Denominator
        && quorum.Numerator >= (kind == MeetingKind.AsInvited ? 0 : 1);
}
