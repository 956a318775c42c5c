using System.Text;
using Kiosk.Feed.Records;

namespace Kiosk.Identity.Enrolment;

/// <summary>Answers enrolment requests that arrive over HTTPS: POST of a request in PEM to <see cref="Path"/> below the collector's address. Knows no web server.</summary>
internal sealed class EnrolmentEndpoint(TerminalRegister register, TerminalAuthority authority)
{
    /// <summary>Below the address in the token.</summary>
    public const string Path = "enrol";

    public const string ContentType = "application/x-pem-file";

    /// <param name="body">At most <see cref="EnrolmentRequest.MaxLength"/> bytes; a longer one is refused.</param>
    /// <exception cref="IOException">The register's disk fails.</exception>
    public EnrolmentResponse Answer(ReadOnlySpan<byte> body)
    {
        try
        {
            var request = EnrolmentRequest.Parse(body.Length <= EnrolmentRequest.MaxLength ? Encoding.ASCII.GetString(body) : "");
            return new(200, ContentType, Encoding.ASCII.GetBytes(register.Sign(request, authority).ToPem()));
        }
        catch (EnrolmentException refused)
        {
            return new(403, "application/json", JsonText.BytesOf(new(refused.Sentence.Vietnamese, refused.Sentence.English), RefusalJson.Default.EnrolmentRefusal));
        }
    }
}

/// <summary>An HTTP response.</summary>
internal sealed record EnrolmentResponse(int Status, string ContentType, byte[] Body);
