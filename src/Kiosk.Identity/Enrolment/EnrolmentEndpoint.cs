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
    /// <param name="revoked">Why this CA signs nothing any more; null while it is in force.</param>
    public EnrolmentResponse Answer(ReadOnlySpan<byte> body, TerminalRevocation? revoked = null)
    {
        try
        {
            if (revoked is not null)
            {
                throw new EnrolmentException(new(
                    $"CA của máy thu thập này đã bị cơ quan thu hồi từ {revoked.At:yyyy-MM-dd HH:mm'Z'} nên không ghi danh và gia hạn được ở đây. Đề nghị cơ quan cấp CA mới (registry terminal authority), hoặc ghi danh bằng USB tại cơ quan.",
                    $"The CA of this collector was revoked by the desk as of {revoked.At:yyyy-MM-dd HH:mm'Z'}, so nobody enrols or renews here. Have the desk hand over a new CA (registry terminal authority), or enrol by stick at the desk."));
            }

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
