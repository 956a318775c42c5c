using System.Security.Cryptography.X509Certificates;
using Kiosk.Service.Admission;
using Kiosk.Service.Journal;

namespace Kiosk.Service.CheckIn;

/// <summary>Seals what identifies a person to the registry's certificate of the generation in force.</summary>
internal sealed class JournalSeals
{
    private ReadOnlyMemory<byte> certificate;
    private JournalSeal? seal;

    /// <returns>CMS EnvelopedData, or nothing where nothing about the person is known (verify only).</returns>
    public ReadOnlyMemory<byte> Seal(TapSetting setting, Attendee attendee) =>
        attendee.Tag is { } tag ? SealFor(setting.Generation.RegistryCertificate).Seal(DetailsOf(setting, tag, attendee).ToJson()) : default;

    private JournalSeal SealFor(ReadOnlyMemory<byte> registry)
    {
        if (seal is null || !certificate.Span.SequenceEqual(registry.Span))
        {
            seal = JournalSeal.Create(X509CertificateLoader.LoadCertificate(registry.Span));
            certificate = registry;
        }

        return seal;
    }

    private static SealedDetails DetailsOf(TapSetting setting, CardTag tag, Attendee attendee) => throw new NotSupportedException();
}
