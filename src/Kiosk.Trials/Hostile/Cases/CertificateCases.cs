using System.Formats.Asn1;
using System.Security.Cryptography;
using Kiosk.Trials.Forging;
using Kiosk.Trials.Hostile.Play;
using Kiosk.Trials.Pki;
using Kiosk.Trials.World;
using Kiosk.Verification.Der;
using Kiosk.Verification.Reasons;
using static Kiosk.Trials.Hostile.Play.Answer;

namespace Kiosk.Trials.Hostile.Cases;

/// <summary>Rows 9 to 12 and 16: keys, algorithms, signatures and encoding of certificates.</summary>
internal static class CertificateCases
{
    private const string EcdsaWithSha1 = "1.2.840.10045.4.1";
    private const string Sha1WithRsa = "1.2.840.113549.1.1.5";
    private const string Md5WithRsa = "1.2.840.113549.1.1.4";
    private const string Unknown = "1.3.6.1.4.1.55555.2";
    private const int FlipStride = 5;

    private static readonly byte[] Null = [0x05, 0x00];

    public static IEnumerable<HostileCase> All =>
    [
        .. RsaKeys(),
        .. Paddings(),
        .. WeakSignatures(),
        .. EcKeys(),
        .. Tampered(),
        Forged(16, "an unknown critical extension", ReasonCode.CertUnknownCritical, fields => fields.Extensions.Add(CertificateForge.Extension(Unknown, critical: true, Null))),
        Forged(16, "an extension twice", ReasonCode.CertMalformed, fields => fields.Extensions.Add(fields.Extensions[0])),
        Forged(16, "an unknown extension twice", ReasonCode.CertMalformed, fields =>
            fields.Extensions.AddRange(Enumerable.Repeat<ReadOnlyMemory<byte>>(CertificateForge.Extension(Unknown, critical: false, Null), 2))),
        Forged(16, "version 1", ReasonCode.CertMalformed, fields =>
        {
            fields.Version = default;
            fields.Extensions.Clear();
        }),
        Forged(16, "version 1 with extensions", ReasonCode.CertMalformed, fields => fields.Version = default),
        Forged(16, "a negative serial number", ReasonCode.CertMalformed, fields => fields.SerialNumber = new byte[] { 0x02, 0x02, 0x80, 0x01 }),
        Forged(16, "serial number zero", ReasonCode.CertMalformed, fields => fields.SerialNumber = new byte[] { 0x02, 0x01, 0x00 }),
        Forged(16, "a serial number of 21 bytes", ReasonCode.CertMalformed, fields => fields.SerialNumber = (byte[])[0x02, 21, .. Enumerable.Repeat((byte)0x55, 21)]),
    ];

    private static HostileCase Forged(int row, string name, ReasonCode code, Action<TbsFields> edit) =>
        new(row, name, Reject(code), (trial, stop) => trial.TapAsync(trial.Pki.Member.Reissued(edit).Image(), stop));

    private static IEnumerable<HostileCase> RsaKeys() =>
    [
        RsaKey("RSA of 1024 bits", ReasonCode.CertWeakKey, _ => KeyForgery.RsaOfSize(1024)),
        RsaKey("no NULL beside rsaEncryption", ReasonCode.CertMalformed, KeyForgery.RsaWithoutNull),
        RsaKey("e = 1", ReasonCode.CertWeakKey, keyInfo => KeyForgery.Rsa(keyInfo, n => n, _ => 1)),
        RsaKey("e = 3", ReasonCode.CertWeakKey, keyInfo => KeyForgery.Rsa(keyInfo, n => n, _ => 3)),
        RsaKey("an even exponent", ReasonCode.CertWeakKey, keyInfo => KeyForgery.Rsa(keyInfo, n => n, _ => 65538)),
        RsaKey("an even modulus", ReasonCode.CertWeakKey, keyInfo => KeyForgery.Rsa(keyInfo, n => n + 1, e => e)),
    ];

    private static HostileCase RsaKey(string name, ReasonCode code, Func<byte[], byte[]> forge) => new(9, name, Reject(code), (trial, stop) =>
        trial.TapAsync(trial.Pki.OnRsa2048.Reissued(fields => fields.SubjectPublicKeyInfo = forge(fields.SubjectPublicKeyInfo.ToArray())).Image(), stop));

    private static IEnumerable<HostileCase> Paddings() =>
    [
        Padding("PKCS#1 v1.5 with garbage after the hash", (key, block) => RsaForgery.GarbageAfterHash(key, block)),
        Padding("PKCS#1 v1.5 with short padding", (key, block) => RsaForgery.ShortPadding(key, block)),
        Padding("PKCS#1 v1.5 with the wrong DigestInfo", (key, block) => RsaForgery.WrongDigestInfo(key, block)),
        Padding("PKCS#1 v1.5 without a DigestInfo", (key, block) => RsaForgery.NoDigestInfo(key, block)),
        Padding("PKCS#1 v1.5 of block type 2", (key, block) => RsaForgery.EncryptionBlock(key, block)),
        new(9, "an RSA answer of 255 bytes", Reject(ReasonCode.KeyMalformedSignature), (trial, stop) =>
            trial.TapAsync(trial.Pki.OnRsa2048.Image(), block => trial.Pki.OnRsa2048.Key.SignHash(block.Span[^32..])[1..], stop)),
    ];

    private static HostileCase Padding(string name, Func<KeyPair, byte[], byte[]> forge) => new(9, name, Reject(ReasonCode.KeyMismatch), (trial, stop) =>
        trial.TapAsync(trial.Pki.OnRsa2048.Image(), block => forge(trial.Pki.OnRsa2048.Key, block.ToArray()), stop));

    private static IEnumerable<HostileCase> WeakSignatures() =>
    [
        Forged(10, "a certificate signed with ECDSA and SHA-1", ReasonCode.CertWeakSignature, fields => SignWith(fields, EcdsaWithSha1, [], HashAlgorithmName.SHA1)),
        Weak("a certificate signed with RSA and SHA-1", Sha1WithRsa, HashAlgorithmName.SHA1),
        Weak("a certificate signed with RSA and MD5", Md5WithRsa, HashAlgorithmName.MD5),
        new(10, "a revocation list signed with ECDSA and SHA-1", [ListRefused, Reject(ReasonCode.RevocationRevoked)], (trial, stop) =>
            ListCases.PlayRefusedAsync(trial, fields => SignWith(fields, EcdsaWithSha1, [], HashAlgorithmName.SHA1), stop)),
    ];

    private static HostileCase Weak(string name, string algorithm, HashAlgorithmName hash) => new(10, name, Reject(ReasonCode.CertWeakSignature), (trial, stop) =>
    {
        trial.Feed.PutIssuer("issuing-3", trial.Pki.RsaIssuing.Certificate);
        trial.Feed.PutCrl("issuing-3", TrialPki.ListOf(trial.Pki.RsaIssuing, 1));
        return trial.TapAsync(trial.Pki.Member.IssuedBy(trial.Pki.RsaIssuing).Reissued(fields => SignWith(fields, algorithm, Null, hash)).Image(), stop);
    });

    private static void SignWith(TbsFields fields, string algorithm, byte[] parameters, HashAlgorithmName hash) =>
        (fields.Signature, fields.HashAlgorithm) = (AlgorithmIdentifier(algorithm, parameters), hash);

    private static void SignWith(CrlFields fields, string algorithm, byte[] parameters, HashAlgorithmName hash) =>
        (fields.Algorithm, fields.OuterAlgorithm, fields.HashAlgorithm) = (AlgorithmIdentifier(algorithm, parameters), AlgorithmIdentifier(algorithm, parameters), hash);

    private static byte[] AlgorithmIdentifier(string algorithm, byte[] parameters)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(algorithm);
            if (parameters.Length > 0)
            {
                writer.WriteEncodedValue(parameters);
            }
        }

        return writer.Encode();
    }

    private static IEnumerable<HostileCase> EcKeys() =>
    [
        EcKey("explicit parameters equal to P-256", ReasonCode.CertWeakKey, KeyForgery.WithExplicitParameters),
        EcKey("a point off the curve", ReasonCode.CertWeakKey, KeyForgery.OffTheCurve),
        EcKey("the point at infinity", ReasonCode.CertWeakKey, _ => KeyForgery.AtInfinity()),
        EcKey("a compressed point", ReasonCode.CertWeakKey, KeyForgery.Compressed),
        EcKey("a key on secp256k1", ReasonCode.CertWeakKey, _ => KeyForgery.OnAnotherCurve()),
    ];

    private static HostileCase EcKey(string name, ReasonCode code, Func<byte[], byte[]> forge) =>
        Forged(11, name, code, fields => fields.SubjectPublicKeyInfo = forge(fields.SubjectPublicKeyInfo.ToArray()));

    private static IEnumerable<HostileCase> Tampered() =>
    [
        Flipped("one byte of the key flipped", certificate => certificate.AsSpan().IndexOf(Convert.FromHexString("034200")) + 10, ReasonCode.CertUntrusted),
        Flipped("one byte of the UUID flipped", certificate => certificate.AsSpan().IndexOf("urn:uuid:"u8) + 12, ReasonCode.CertUntrusted),
        Flipped("one byte of the signature flipped", certificate => certificate.Length - 5, ReasonCode.CertUntrusted),
        new(12, "one byte of the certificate flipped, here and there", RejectAll, (trial, stop) => trial.TapAllAsync(
            from position in Enumerable.Range(0, trial.Pki.Member.Certificate.Length / FlipStride)
            select trial.Pki.Member.Forged(certificate => Flip(certificate, position * FlipStride)).Image(),
            stop)),
        Forged(12, "inner and outer algorithm differ", ReasonCode.CertSignature, fields => fields.OuterSignature = AlgorithmIdentifier(Oids.EcdsaWithSha384, [])),
        Forged(12, "outer algorithm with parameters", ReasonCode.CertSignature, fields => fields.OuterSignature = AlgorithmIdentifier(Oids.EcdsaWithSha256, Null)),
    ];

    private static HostileCase Flipped(string name, Func<byte[], int> position, ReasonCode code) => new(12, name, Reject(code), (trial, stop) =>
        trial.TapAsync(trial.Pki.Member.Forged(certificate => Flip(certificate, position(certificate.ToArray()))).Image(), stop));

    private static byte[] Flip(ReadOnlyMemory<byte> certificate, int position)
    {
        var flipped = certificate.ToArray();
        flipped[position] ^= 0x01;
        return flipped;
    }
}
