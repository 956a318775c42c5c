using System.Text;
using Kiosk.Durability;
using Kiosk.Feed.Records;
using Kiosk.Identity.Enrolment;
using Kiosk.Journal.Checkpoints;
using Kiosk.Service.Configuration;

namespace Kiosk.Service.Identity;

/// <summary>The certificates with which a terminal is enrolled.</summary>
/// <param name="Answer">As it came; its first certificate is the one for TLS.</param>
/// <param name="Collector">Null if certificates are renewed by stick.</param>
/// <param name="RenewalDue">Half of the certificates' life.</param>
internal sealed record EnrolledCertificates(EnrolmentAnswer Answer, CollectorAddress? Collector, ReadOnlyMemory<byte> SigningKey, DateTimeOffset RenewalDue, DateTimeOffset NotAfter)
{
    private const int MaxKeyLength = 4 * 1024;

    /// <returns>Null before the first enrolment.</returns>
    /// <exception cref="EnrolmentException">The file is damaged, or belongs to another terminal id or other keys.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static EnrolledCertificates? Read(string path, string terminalId)
    {
        if (EnrolmentFile.Read(path, terminalId) is not { Certificates: { } pem } file)
        {
            return null;
        }

        var (answer, key) = (EnrolmentAnswer.Parse(pem), OwnKeyBeside(path));
        var signing = SigningIn(path, answer);
        return signing.TerminalId == terminalId && (key is null || key.SubjectPublicKeyInfo.Span.SequenceEqual(signing.SubjectPublicKeyInfo.Span))
            ? Of(answer, file.Collector)
            : throw new EnrolmentException(new(
                $"{path} chứa chứng thư số của thiết bị {signing.TerminalId} cho khóa khác với khóa của thiết bị này: hãy xóa tệp và ghi danh lại thiết bị bằng kiosk enrol.",
                $"{path} holds certificates of terminal {signing.TerminalId} for other keys than this terminal's: delete it and enrol the terminal again with kiosk enrol."));
    }

    private static TerminalCertificate SigningIn(string path, EnrolmentAnswer answer)
    {
        try
        {
            return TerminalCertificate.Parse(answer.SigningCertificate);
        }
        catch (RecordException e)
        {
            throw new EnrolmentException(new(
                $"{path} bị hỏng: hãy xóa tệp và ghi danh lại thiết bị bằng kiosk enrol.", $"{path} is damaged: delete it and enrol the terminal again with kiosk enrol."), e);
        }
    }

    // Written at each start; null before the first.
    private static NoteKey? OwnKeyBeside(string path)
    {
        var known = new KioskFolders(Path.GetDirectoryName(path)!).DevicePublicKeyFile;
        try
        {
            return Place.KindOf(known) is PlaceKind.File ? NoteKey.Parse(Encoding.ASCII.GetString(RegularFile.Read(known, MaxKeyLength)).Trim()) : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    public static EnrolledCertificates Of(EnrolmentAnswer answer, CollectorAddress? collector)
    {
        var signing = TerminalCertificate.Parse(answer.SigningCertificate);
        return new(answer, collector, signing.SubjectPublicKeyInfo, signing.NotBefore + ((signing.NotAfter - signing.NotBefore) / 2), signing.NotAfter);
    }
}
