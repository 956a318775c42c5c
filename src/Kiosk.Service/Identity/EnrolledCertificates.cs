using Kiosk.Feed.Records;
using Kiosk.Identity.Enrolment;

namespace Kiosk.Service.Identity;

/// <summary>The certificates with which a terminal is enrolled.</summary>
/// <param name="Answer">As it came; its first certificate is the one for TLS.</param>
/// <param name="Collector">Null if certificates are renewed by stick.</param>
/// <param name="RenewalDue">Half of the certificates' life.</param>
internal sealed record EnrolledCertificates(EnrolmentAnswer Answer, CollectorAddress? Collector, ReadOnlyMemory<byte> SigningKey, DateTimeOffset RenewalDue, DateTimeOffset NotAfter)
{
    /// <returns>Null before the first enrolment.</returns>
    /// <exception cref="EnrolmentException">The file is damaged or belongs to another terminal id.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static EnrolledCertificates? Read(string path, string terminalId) =>
        EnrolmentFile.Read(path, terminalId) is { Certificates: { } pem } file ? Of(EnrolmentAnswer.Parse(pem), file.Collector) : null;

    public static EnrolledCertificates Of(EnrolmentAnswer answer, CollectorAddress? collector)
    {
        var signing = TerminalCertificate.Parse(answer.SigningCertificate);
        return new(answer, collector, signing.SubjectPublicKeyInfo, signing.NotBefore + ((signing.NotAfter - signing.NotBefore) / 2), signing.NotAfter);
    }
}
