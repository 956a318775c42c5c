using System.Security.Cryptography.X509Certificates;
using Kiosk.Cards.Piv;
using Kiosk.Trials.Hostile.Play;
using Kiosk.Trials.Pki;
using Kiosk.Trials.World;
using Kiosk.Verification.Der;
using Kiosk.Verification.Profiles;
using Kiosk.Verification.Reasons;
using static Kiosk.Trials.Hostile.Play.Answer;

namespace Kiosk.Trials.Hostile.Cases;

/// <summary>Row 19: the CHUID, at a terminal whose profile requires it.</summary>
internal static class ChuidCases
{
    private const string OtherPurpose = "2.16.840.1.101.3.8.7";
    private const string OtherPolicy = "1.3.6.1.4.1.55555.4";
    private static readonly byte[] OtherFascN = [.. Enumerable.Repeat((byte)0x5A, 25)];

    public static IEnumerable<HostileCase> All =>
    [
        Chuid("in order", Admit, (_, card) => card),
        Chuid("signed with its error detection code", Admit, (trial, card) => card.WithChuid(trial.Pki.ContentSigner, signsErrorDetectionCode: true)),
        Chuid("signed with its error detection code twice", Reject(ReasonCode.BindingChuidSignature), (trial, card) => Signed(trial, card, content => [.. content, 0xFE, 0x00, 0xFE, 0x00])),
        Chuid("signed with its buffer length", Reject(ReasonCode.BindingChuidSignature), (trial, card) =>
            Signed(trial, card, content => [0xEE, 0x02, 0x10, 0x00, .. content], chuid => [0xEE, 0x02, 0x10, 0x00, .. chuid])),
        Chuid("GUID tampered with, signed with its error detection code", Reject(ReasonCode.BindingChuidSignature), (trial, card) =>
            card.WithChuid(trial.Pki.ContentSigner, uuid: trial.Pki.OtherMember.Uuid, signsErrorDetectionCode: true)
                .WithForgedChuid(chuid => Recontent(chuid, one => one with { CardUuid = card.Uuid }))),
        Chuid("signed with FE 00, which the card writes FE 81 00", Reject(ReasonCode.BindingChuidSignature), (trial, card) =>
            card.WithChuid(trial.Pki.ContentSigner, signsErrorDetectionCode: true).WithForgedChuid(chuid => [.. chuid.Span[..^1], 0x81, 0x00])),
        Chuid("missing", Reject(ReasonCode.BindingChuidSignature), (_, card) => card with { Chuid = null }),
        Chuid("UUID other than the GUID", Reject(ReasonCode.BindingUuid), (trial, card) => card.WithChuid(trial.Pki.ContentSigner, uuid: trial.Pki.OtherMember.Uuid)),
        Chuid("FASC-N other than the certificate's", Reject(ReasonCode.BindingFascn), (trial, card) => card.WithChuid(trial.Pki.ContentSigner, fascN: OtherFascN)),
        Chuid("GUID tampered with", Reject(ReasonCode.BindingChuidSignature), (trial, card) =>
            card.WithChuid(trial.Pki.ContentSigner, uuid: trial.Pki.OtherMember.Uuid).WithForgedChuid(chuid => Recontent(chuid, one => one with { CardUuid = card.Uuid }))),
        Chuid("expiry put off", Reject(ReasonCode.BindingChuidSignature), (trial, card) =>
            card.WithChuid(trial.Pki.ContentSigner, expires: DayOf(TrialPki.Yesterday)).WithForgedChuid(chuid => Recontent(chuid, one => one with { ExpirationDate = DayOf(card.NotAfter) }))),
        Chuid("signature tampered with", Reject(ReasonCode.BindingChuidSignature), (_, card) => card.WithForgedChuid(TamperSignature)),
        Chuid("expired", Reject(ReasonCode.BindingChuidExpired), (trial, card) => card.WithChuid(trial.Pki.ContentSigner, expires: DayOf(TrialPki.Yesterday))),
        Chuid("certificate outlives it by a second", Reject(ReasonCode.BindingChuidExpired), (trial, card) =>
            card.ValidTo(MidnightAfter(TrialPki.Now.AddDays(30))).WithChuid(trial.Pki.ContentSigner, expires: DayOf(TrialPki.Now.AddDays(30)))),
        Chuid("certificate ends with it", Admit, (trial, card) =>
            card.ValidTo(MidnightAfter(TrialPki.Now.AddDays(30)).AddSeconds(-1)).WithChuid(trial.Pki.ContentSigner, expires: DayOf(TrialPki.Now.AddDays(30)))),
        Chuid("signer expired", Reject(ReasonCode.BindingChuidSignature), (trial, card) => card.WithChuid(SignerOf(trial.Pki.Issuing, TrialPki.Begin, TrialPki.Yesterday))),
        Chuid("signer not yet valid", Reject(ReasonCode.BindingChuidSignature), (trial, card) => card.WithChuid(SignerOf(trial.Pki.Issuing, TrialPki.Now.AddDays(1), TrialPki.End))),
        Chuid("signer revoked", Reject(ReasonCode.BindingChuidSignature), (trial, card) =>
        {
            var signer = SignerOf(trial.Pki.Issuing, TrialPki.Begin, TrialPki.End);
            var revoked = new RevokedCertificate(signer.SerialNumber, TrialPki.Yesterday);
            trial.Feed.PutCrl(TrialSource.IssuingList, trial.Pki.Issuing.IssueCrl(TrialPki.Yesterday, TrialPki.Yesterday.AddDays(7), 1, [revoked]));
            return card.WithChuid(signer);
        }),
        Chuid("signer of a foreign CA with our CA's name", Reject(ReasonCode.BindingChuidSignature), (trial, card) => card.WithChuid(SignerOf(trial.Pki.Foreign, TrialPki.Begin, TrialPki.End))),
        Chuid("signed by the card itself", Reject(ReasonCode.BindingChuidSignature), (_, card) => card.WithChuid(new ContentSigner(card.Key, card.SerialNumber, card.Certificate))),
        Chuid("signer not entitled to sign content", Reject(ReasonCode.BindingChuidSignature), (trial, card) =>
            card.WithChuid(trial.Pki.Issuing.CreateContentSigner("CN=No content signer", TrialPki.Begin, TrialPki.End, extensions: [.. ContentSigner.StandardExtensions.Take(1)]))),
        Chuid("signer with the second of the profile's purposes", Admit, Signers([Oids.PivContentSigning, OtherPurpose], [OtherPolicy]), (trial, card) =>
            card.WithChuid(SignerWith(trial, OtherPurpose, OtherPolicy))),
        Chuid("signer with a purpose that is not the profile's", Reject(ReasonCode.BindingChuidSignature), Signers([Oids.PivContentSigning], [OtherPolicy]), (trial, card) =>
            card.WithChuid(SignerWith(trial, OtherPurpose, OtherPolicy))),
        Chuid("signer with any purpose", Reject(ReasonCode.BindingChuidSignature), (trial, card) => card.WithChuid(SignerWith(trial, Oids.AnyExtendedKeyUsage, OtherPolicy))),
        Chuid("signer with the cards' purpose", Reject(ReasonCode.BindingChuidSignature), (trial, card) =>
            card.WithChuid(SignerWith(trial, Oids.PivCardAuthentication, Oids.CommonCardAuthenticationPolicy))),
        Chuid("signer with the cards' policy where the profile asks for another", Reject(ReasonCode.BindingChuidSignature), Signers([Oids.PivContentSigning], [OtherPolicy]), (trial, card) =>
            card.WithChuid(SignerWith(trial, Oids.PivContentSigning, Oids.CommonCardAuthenticationPolicy))),
        Chuid("signer with anyPolicy where the profile asks for one", Reject(ReasonCode.BindingChuidSignature), Signers([Oids.PivContentSigning], [OtherPolicy]), (trial, card) =>
            card.WithChuid(SignerWith(trial, Oids.PivContentSigning, Oids.AnyPolicy))),
        Chuid("the CHUID of another card", Reject(ReasonCode.BindingUuid), (trial, card) => card with { Chuid = trial.Pki.OtherMember.WithFascN().WithChuid(trial.Pki.ContentSigner).Chuid }),
        Chuid("a tag twice", Reject(ReasonCode.CardMalformed), (_, card) => card.WithForgedChuid(chuid => [.. chuid.Span[..27], .. chuid.Span])),
        Chuid("bytes after FE", Reject(ReasonCode.CardMalformed), (_, card) => card.WithForgedChuid(chuid => [.. chuid.Span, 0x00])),
        Chuid("bytes after FE, signed with it", Reject(ReasonCode.CardMalformed), (trial, card) =>
            Signed(trial, card, content => [.. content, 0xFE, 0x00, 0x00], chuid => [.. chuid, 0x00])),
        Chuid("a value in FE, signed with it", Reject(ReasonCode.CardMalformed), (trial, card) =>
            Signed(trial, card, content => [.. content, 0xFE, 0x01, 0x5A], chuid => [.. chuid[..^1], 0x01, 0x5A])),
    ];

    private static HostileCase Chuid(string name, Answer expected, Func<Trial, IssuedCard, IssuedCard> change) => Chuid(name, expected, ContentSignerProfile.Default, change);

    /// <param name="signers">The profile's rules for content signers.</param>
    /// <param name="change">Changes a card that satisfies the profile.</param>
    private static HostileCase Chuid(string name, Answer expected, ContentSignerProfile signers, Func<Trial, IssuedCard, IssuedCard> change) => new(19, $"CHUID {name}", expected, (trial, stop) =>
    {
        var profile = TrialSource.Profile with { RequiresChuid = true, ContentSigner = signers, Reading = TrialSource.Profile.Reading with { ReadsChuid = true } };
        trial.Feed.PutProfile(profile);
        return trial.TapAsync(change(trial, trial.Pki.Member.WithFascN().WithChuid(trial.Pki.ContentSigner)).Image(), stop);
    });

    private static ContentSignerProfile Signers(string[] purposes, string[] policies) => new() { ExtendedKeyUsages = purposes, Policies = policies };

    private static ContentSigner SignerWith(Trial trial, string purpose, string policy) => trial.Pki.Issuing.CreateContentSigner(
        "CN=Another content signer, O=Self-test",
        TrialPki.Begin,
        TrialPki.End,
        extensions: [CardExtensions.KeyUsage(X509KeyUsageFlags.DigitalSignature), CardExtensions.ExtendedKeyUsage([purpose]), CardExtensions.Policies([policy])]);

    private static ContentSigner SignerOf(CertificateAuthority authority, DateTimeOffset notBefore, DateTimeOffset notAfter) =>
        authority.CreateContentSigner("CN=Another content signer, O=Self-test", notBefore, notAfter);

    /// <summary>A card with a CHUID whose signature covers bytes derived from its content, and which is then changed as given.</summary>
    private static IssuedCard Signed(Trial trial, IssuedCard card, Func<byte[], byte[]> sign, Func<byte[], byte[]>? show = null) => card.WithForgedChuid(chuid =>
    {
        var genuine = Cards.Piv.Chuid.Parse(chuid);
        var signed = (genuine with { IssuerSignature = trial.Pki.ContentSigner.Sign(sign(genuine.SignedContent.ToArray())) }).Encode();
        return show is null ? signed : show(signed);
    });

    /// <summary>Changes the content under the old signature.</summary>
    private static byte[] Recontent(ReadOnlyMemory<byte> chuid, Func<Chuid, Chuid> change)
    {
        var changed = change(Cards.Piv.Chuid.Parse(chuid));
        return (changed with { SignedContent = Cards.Piv.Chuid.EncodeSignedContent(changed.FascN.Span, changed.CardUuid, changed.ExpirationDate) }).Encode();
    }

    private static byte[] TamperSignature(ReadOnlyMemory<byte> chuid)
    {
        var genuine = Cards.Piv.Chuid.Parse(chuid);
        var signature = genuine.IssuerSignature.ToArray();
        signature[^3] ^= 0x01;
        return (genuine with { IssuerSignature = signature }).Encode();
    }

    private static DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(instant.UtcDateTime);

    private static DateTimeOffset MidnightAfter(DateTimeOffset instant) => new DateTimeOffset(instant.UtcDateTime.Date, TimeSpan.Zero).AddDays(1);
}
