using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Kiosk.Feed.Records;
using Kiosk.Source.Problems;
using Kiosk.Source.Text;
using Kiosk.Verification.Sealing;
using Kiosk.Words;

namespace Kiosk.Source.Folders;

/// <summary>The rules of a meeting, and checks of how its texts are displayed.</summary>
internal static class MeetingTexts
{
    /// <exception cref="RegistryException">The first broken rule.</exception>
    public static void Check(Meeting meeting, string path, int? line, SourceProblems problems)
    {
        try
        {
            MeetingRecordRules.Check(meeting);
        }
        catch (RecordException e)
        {
            throw line is { } place ? RegistryException.At(path, place, e.Sentence) : RegistryException.In(path, e.Sentence, e);
        }

        if (meeting.Owner is { } owner && FindObjection(owner) is { } objection)
        {
            throw line is { } place ? RegistryException.At(path, place, objection) : RegistryException.In(path, objection);
        }

        foreach (var text in meeting.Sessions.Select(session => session.Title).Prepend(meeting.Title).Append(meeting.Quorum.LegalReference).Append(meeting.Quorum.ApprovedBy).Distinct(StringComparer.Ordinal))
        {
            Judge(text, path, line, place: null, problems);
        }
    }

    // Otherwise no terminal could record anybody at the meeting.
    private static Phrase? FindObjection(ReadOnlyMemory<byte> owner)
    {
        try
        {
            using var certificate = X509CertificateLoader.LoadCertificate(owner.Span);
            return RegistryCertificateRules.FindObjection(certificate) is { } objection
                ? new($"owner không dùng được để niêm phong: {objection.Vietnamese}", $"owner cannot be sealed to: {objection.English}")
                : null;
        }
        catch (CryptographicException)
        {
            return new("owner không phải chứng thư số (Base64 của DER).", "owner is no certificate (Base64 of DER).");
        }
    }

    /// <summary>Checks any displayed text.</summary>
    /// <param name="place">The location, preceding the problem.</param>
    public static void Judge(string text, string path, int? line, Phrase? place, SourceProblems problems)
    {
        if (NameFault.ErrorOf(text) is { } error)
        {
            problems.Error(path, line, Behind(place, error));
        }
        else if (NameFault.WarningOf(text) is { } warning)
        {
            problems.Warn(path, line, Behind(place, warning));
        }
    }

    private static Phrase Behind(Phrase? place, Phrase fault) => place is null ? fault : new(place.Vietnamese + fault.Vietnamese, place.English + fault.English);
}
