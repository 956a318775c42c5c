using System.Formats.Asn1;
using System.Security.Cryptography.X509Certificates;
using Kiosk.Trials.Pki;
using Kiosk.Verification.Crls;
using Kiosk.Verification.Der;

namespace Kiosk.Testing.Pki;

/// <summary>CRL entries and extensions, DER.</summary>
internal static class ChainLists
{
    private const string CertificateIssuer = "2.5.29.29";

    /// <summary>revokedCertificates for certificates revoked yesterday; empty for none.</summary>
    public static byte[] Entries(IEnumerable<ChainMember> revoked, CrlReason reason = CrlReason.Unspecified, X500DistinguishedName? issuer = null)
    {
        var all = revoked.ToArray();
        if (all.Length == 0)
        {
            return [];
        }

        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            foreach (var member in all)
            {
                WriteEntry(writer, member.SerialNumber, reason, issuer);
            }
        }

        return writer.Encode();
    }

    public static byte[] Number(int number) => CertificateForge.Extension(Oids.CrlNumber, critical: false, Integer(number));

    public static byte[] DeltaOf(int number) => CertificateForge.Extension(Oids.DeltaCrlIndicator, critical: true, Integer(number));

    /// <summary>issuingDistributionPoint from its value's DER.</summary>
    public static byte[] Limited(string hex) => CertificateForge.Extension(Oids.IssuingDistributionPoint, critical: true, Convert.FromHexString(hex));

    /// <summary>authorityKeyIdentifier.</summary>
    public static byte[] SignedBy(KeyPair key) => CertificateForge.Extension(Oids.AuthorityKeyIdentifier, critical: false, ChainExtensions.SignedBy(key).RawData);

    private static void WriteEntry(AsnWriter writer, byte[] serialNumber, CrlReason reason, X500DistinguishedName? issuer)
    {
        using var entry = writer.PushSequence();
        writer.WriteIntegerUnsigned(serialNumber);
        writer.WriteUtcTime(TestPki.Yesterday);
        if (reason == CrlReason.Unspecified && issuer is null)
        {
            return;
        }

        using var extensions = writer.PushSequence();
        if (reason != CrlReason.Unspecified)
        {
            writer.WriteEncodedValue(CertificateForge.Extension(Oids.ReasonCode, critical: false, [0x0A, 0x01, (byte)reason]));
        }

        if (issuer is not null)
        {
            writer.WriteEncodedValue(CertificateForge.Extension(CertificateIssuer, critical: true, ChainExtensions.DirectoryNames(issuer)));
        }
    }

    private static byte[] Integer(int number)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        writer.WriteInteger(number);
        return writer.Encode();
    }
}
