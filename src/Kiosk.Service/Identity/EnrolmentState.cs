using Kiosk.Identity.Enrolment;

namespace Kiosk.Service.Identity;

/// <summary>Reads this terminal's enrolment when asked, and its file only after a change.</summary>
internal sealed class EnrolmentState(string path, string terminalId, string? keyKind)
{
    private Known? last;

    public EnrolmentStanding Read()
    {
        var (changed, known) = (File.GetLastWriteTimeUtc(path), Volatile.Read(ref last));
        if (known?.Changed != changed)
        {
            Volatile.Write(ref last, known = new(changed, ReadFile()));
        }

        return known.Standing;
    }

    private EnrolmentStanding ReadFile()
    {
        try
        {
            return new(terminalId, keyKind, EnrolledCertificates.Read(path, terminalId));
        }
        catch (EnrolmentException refused)
        {
            return new(terminalId, keyKind, null, refused.Sentence);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new(terminalId, keyKind, null, new($"Không đọc được {path}: hãy kiểm tra bằng kiosk doctor.", $"{path} cannot be read; see: kiosk doctor"));
        }
    }

    private sealed record Known(DateTime Changed, EnrolmentStanding Standing);
}
