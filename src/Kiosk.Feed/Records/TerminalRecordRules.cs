using Kiosk.Words;

namespace Kiosk.Feed.Records;

/// <summary>Validates the record of a terminal.</summary>
public static class TerminalRecordRules
{
    public const int MaxIdLength = 16;

    private const int MinIdLength = 3;
    private const int MaxDoorLength = 64;
    private const int MaxReasonLength = 500;

    /// <exception cref="RecordException">A rule is broken; names the first.</exception>
    public static void Check(TerminalRecord record)
    {
        if (!IsId(record.Id))
        {
            throw new RecordException(new Phrase($"mã thiết bị \"{record.Id}\" phải gồm {MinIdLength} đến {MaxIdLength} chữ hoa không dấu, chữ số và dấu gạch nối.", $"the terminal's id \"{record.Id}\" is not {MinIdLength} to {MaxIdLength} upper-case letters, digits and hyphens."));
        }

        if (FindDoorFault(record.Door) is { } doorFault)
        {
            throw Broken(record, new($"cửa {doorFault.Vietnamese}", $"the door {doorFault.English}"));
        }

        if (record.Revoked is { } revoked && FindReasonFault(revoked.Reason) is { } reasonFault)
        {
            throw Broken(record, new($"lý do thu hồi {reasonFault.Vietnamese}", $"the reason of the revocation {reasonFault.English}"));
        }

        CheckCertificate(record, record.SigningCertificate, TerminalKeyUse.Signing);
        CheckCertificate(record, record.DecryptionCertificate, TerminalKeyUse.Decryption);
    }

    /// <summary>3 to 16 upper-case letters, digits and hyphens, not beginning with a hyphen.</summary>
    public static bool IsId(string text) =>
        text.Length is >= MinIdLength and <= MaxIdLength && text[0] != '-' && text.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c) || c == '-');

    /// <returns>What is wrong with a door, to follow its name; null if nothing is.</returns>
    public static Phrase? FindDoorFault(string? door) => door is null ? null : FindTextFault(door, MaxDoorLength);

    /// <returns>What is wrong with a reason, to follow its name; null if nothing is.</returns>
    public static Phrase? FindReasonFault(string reason) => FindTextFault(reason, MaxReasonLength);

    private static Phrase? FindTextFault(string text, int maxLength) =>
        text.Length > maxLength ? new($"có {text.Length} ký tự, mà tối đa là {maxLength}", $"has {text.Length} characters, and {maxLength} are the most")
        : MeetingRecordRules.FindTitleFault(text);

    private static void CheckCertificate(TerminalRecord record, ReadOnlyMemory<byte> der, TerminalKeyUse use)
    {
        var certificate = TerminalCertificate.Parse(der);
        if (certificate.TerminalId != record.Id || certificate.Use != use)
        {
            throw Broken(record, new($"chứng thư số là của {certificate.TerminalId}, để {Vietnamese(certificate.Use)}", $"a certificate is of {certificate.TerminalId}, for {English(certificate.Use)}"));
        }
    }

    private static string Vietnamese(TerminalKeyUse use) => use is TerminalKeyUse.Signing ? "ký" : "giải mã";

    private static string English(TerminalKeyUse use) => use is TerminalKeyUse.Signing ? "signing" : "decryption";

    private static RecordException Broken(TerminalRecord record, Phrase what) => new(new Phrase($"thiết bị {record.Id}: {what.Vietnamese}.", $"terminal {record.Id}: {what.English}."));
}
