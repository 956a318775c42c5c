using System.Formats.Asn1;
using System.Security.Cryptography;
using Kiosk.Testing.Pki;
using Kiosk.Trials.Pki;
using Kiosk.Verification.Certificates;
using Kiosk.Verification.Crls;
using Kiosk.Verification.Der;

namespace Kiosk.Benchmarks;

/// <summary>A CRL with a million entries, every third with a reason. Encoded by hand, because the test authority's generator needs 1.6 GB, which would distort the figures.</summary>
internal static class MillionEntries
{
    public const int Count = 1_000_000;

    private const int SerialNumberLength = 16;
    private const int MaxEntry = 64;

    /// <param name="crlNumber">Below 128.</param>
    public static byte[] Issue(DateTimeOffset nextUpdate, byte crlNumber) => new CrlFields
    {
        Issuer = Certificate.Parse(TestPki.Issuing.Certificate).Subject.ToArray(),
        ThisUpdate = CrlFields.UtcTime(TestPki.Yesterday),
        NextUpdate = CrlFields.UtcTime(nextUpdate),
        Entries = WriteEntries(),
        Extensions = [CertificateForge.Extension(Oids.CrlNumber, critical: false, [0x02, 0x01, crlNumber])],
    }.Sign(TestPki.Issuing.Key);

    private static byte[] WriteEntries()
    {
        var entries = new AsnWriter(AsnEncodingRules.DER, Count * MaxEntry);
        var keyCompromise = CrlFields.Sequence(CertificateForge.Extension(Oids.ReasonCode, critical: false, [0x0A, 0x01, (byte)CrlReason.KeyCompromise]));
        using (entries.PushSequence())
        {
            for (var index = 0; index < Count; index++)
            {
                using (entries.PushSequence())
                {
                    entries.WriteIntegerUnsigned(DrawSerialNumber());
                    entries.WriteUtcTime(TestPki.Yesterday);
                    if (index % 3 == 0)
                    {
                        entries.WriteEncodedValue(keyCompromise);
                    }
                }
            }
        }

        return entries.Encode();
    }

    private static byte[] DrawSerialNumber()
    {
        var serialNumber = RandomNumberGenerator.GetBytes(SerialNumberLength);
        serialNumber[0] = (byte)((serialNumber[0] & 0x3F) | 0x40);
        return serialNumber;
    }
}
