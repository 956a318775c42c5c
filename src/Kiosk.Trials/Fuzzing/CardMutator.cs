using System.Formats.Asn1;
using Kiosk.Cards.Iso7816;
using Kiosk.Cards.Piv;
using Kiosk.Cards.Tlv;
using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Trials.Forging;
using Kiosk.Trials.Pki;

namespace Kiosk.Trials.Fuzzing;

/// <summary>Mutates a valid card: its objects as bytes and as TLVs, its certificate before and after signing, its compression, its CHUID, its answers and its behaviour.</summary>
internal sealed class CardMutator(FuzzWorld world)
{
    private static readonly ushort[] StatusWords = [0x9000, 0x6100, 0x61FF, 0x6C00, 0x6C10, 0x6282, 0x6300, 0x6700, 0x6982, 0x6985, 0x6A80, 0x6A82, 0x6A86, 0x6A88, 0x6D00, 0x6E00, 0x6F00, 0x0000, 0xFFFF];

    /// <summary>Deterministic for a seed and number, except when a signature happens to be a byte shorter.</summary>
    public FuzzedCard Make(Chance chance)
    {
        var card = chance.Of(chance.OneIn(4) ? world.CardsWithChuid : world.Cards);
        return (chance.Below(12), card.Chuid) switch
        {
            (0, _) => WithObject("certificate object, bytes", card, ByteMutator.Mutate(ObjectOf(card, chance), chance)),
            (1 or 2, _) => WithObject("certificate object, structure", card, Bend(ObjectOf(card, chance), chance)),
            (3, _) => WithObject("certificate, structure", card, PivCertificate.Encode(Bend(card.Certificate.ToArray(), chance), chance.OneIn(4))),
            (4 or 5, _) => Resigned(card, chance),
            (6, _) => WithObject("packed certificate", card, BendPacking(card, chance)),
            (7 or 8, { } chuid) => WithChuid(card, BendChuid(chuid, chance)),
            (7 or 8 or 9, _) => Answering("signature", card, signature => BendSignature(signature, card.Key.Kind, chance)),
            (10, _) => Tampered(card, chance),
            _ => Faulty(card, chance),
        };
    }

    /// <summary>The certificate object, with an MSCUID in one of four, as on cards before SP 800-73-4.</summary>
    private static byte[] ObjectOf(IssuedCard card, Chance chance)
    {
        var plain = PivCertificate.Encode(card.Certificate.Span, compressed: false);
        if (!chance.OneIn(4) || TlvNode.ReadAll(plain) is not [{ Children: { Count: 3 } inside } root])
        {
            return plain;
        }

        inside.Insert(2, TlvNode.ReadAll([0x72, 0x03, chance.Byte(), chance.Byte(), chance.Byte()])![0]);
        return root.Encode();
    }

    /// <summary>Mutates the TLV structure; unstructured data is mutated as bytes.</summary>
    private static byte[] Bend(byte[] bytes, Chance chance)
    {
        if (TlvNode.ReadAll(bytes) is not [var root])
        {
            return ByteMutator.Mutate(bytes, chance);
        }

        TlvMutator.Mutate(root, chance);
        return root.Encode();
    }

    private static FuzzedCard Create(string mutation, IssuedCard card, CardImage image, Genuine genuine, Func<byte[], byte[]>? bend = null, ResponseTampering? tamper = null) => new(
        mutation,
        image,
        genuine,
        challenge =>
        {
            var isRsa = card.Key.Kind is KeyKind.Rsa2048 or KeyKind.Rsa3072;
            genuine.Signature = card.Key.SignHash(isRsa ? challenge.Span[^32..] : challenge.Span);
            return bend is null ? genuine.Signature : bend(genuine.Signature);
        },
        tamper);

    private static FuzzedCard WithObject(string mutation, IssuedCard card, byte[] certificateObject) =>
        Create(mutation, card, card.WithObject(certificateObject), Genuine.Of(card));

    private static FuzzedCard WithChuid(IssuedCard card, byte[] wrapped)
    {
        var image = card.Image();
        var objects = new Dictionary<BerTag, ReadOnlyMemory<byte>>(image.Objects) { [PivDataObject.CardHolderUniqueIdentifier] = wrapped };
        return Create("CHUID", card, image with { Objects = objects }, Genuine.Of(card));
    }

    private static FuzzedCard Answering(string mutation, IssuedCard card, Func<byte[], byte[]> bend) =>
        Create(mutation, card, card.Image(), Genuine.Of(card), bend);

    /// <summary>Mutates the signed part and has the genuine CA sign it, which reaches code that a forger's bytes cannot.</summary>
    private FuzzedCard Resigned(IssuedCard card, Chance chance)
    {
        var tbs = TlvNode.ReadAll(card.Certificate.Span)![0].Children[0];
        TlvMutator.Mutate(tbs, chance);
        var signed = tbs.Encode();
        var writer = new AsnWriter(AsnEncodingRules.BER);
        writer.WriteBitString(world.Pki.Issuing.Key.SignatureGenerator.SignData(signed, world.Pki.Issuing.Key.HashAlgorithm));
        var algorithm = Convert.FromHexString("300A06082A8648CE3D040302");
        byte[] content = [.. signed, .. algorithm, .. writer.Encode()];
        byte[] certificate = [0x30, .. TlvNode.ShortestLength(content.Length), .. content];
        return Create("certificate, mutated before it was signed", card, card.WithObject(PivCertificate.Encode(certificate, compressed: false)), Genuine.Of(card) with { Certificate = certificate });
    }

    private static byte[] BendPacking(IssuedCard card, Chance chance)
    {
        var packed = PivCertificate.Encode(card.Certificate.Span, compressed: true);
        if (chance.OneIn(2) || TlvNode.ReadAll(packed) is not [{ Children: [var certificate, ..] } root])
        {
            return ByteMutator.Mutate(packed, chance);
        }

        certificate.Children.Clear();
        certificate.Value = ByteMutator.Mutate(certificate.Value, chance);
        return root.Encode();
    }

    private static byte[] BendChuid(ReadOnlyMemory<byte> chuid, Chance chance)
    {
        var wrapped = BerTlvWriter.Encode(new BerTag(0x53), chuid.Span);
        return chance.OneIn(3) ? ByteMutator.Mutate(wrapped, chance) : Bend(wrapped, chance);
    }

    private static byte[] BendSignature(byte[] signature, KeyKind kind, Chance chance) => chance.Below(4) switch
    {
        0 => ByteMutator.Mutate(signature, chance),
        1 when kind == KeyKind.P256 => EcdsaForgery.Twin(signature),
        _ => Bend(signature, chance),
    };

    /// <summary>Mutates one response, or all from one on.</summary>
    private static FuzzedCard Tampered(IssuedCard card, Chance chance)
    {
        var (first, goesOn, kind) = (chance.Below(7), chance.OneIn(3), chance.Below(4));
        return Create("response", card, card.Image(), Genuine.Of(card), tamper: (number, response) =>
            number == first || (goesOn && number > first) ? BendResponse(response, kind, chance) : response);
    }

    private static byte[] BendResponse(byte[] response, int kind, Chance chance) => kind switch
    {
        0 => ByteMutator.Mutate(response, chance),
        1 => [.. Bend(response[..^2], chance), .. response.AsSpan(response.Length - 2)],
        2 => [.. StatusWordOf(chance)],
        _ => [.. response.AsSpan(0, response.Length - 2), .. StatusWordOf(chance)],
    };

    private static byte[] StatusWordOf(Chance chance)
    {
        var statusWord = chance.Of(StatusWords);
        return [(byte)(statusWord >> 8), chance.OneIn(3) ? chance.Byte() : (byte)(statusWord & 0xFF)];
    }

    private FuzzedCard Faulty(IssuedCard card, Chance chance)
    {
        var fault = FaultOf(chance);
        var rule = new CardImageFaultRule(chance.Of<byte[]>([[0x00, 0xA4], [0x00, 0xCB], [0x00, 0x87], [0x00, 0xC0], [0x00], [0x10]]), chance.Below(3), fault);
        return Create($"manners: {fault}", card, card.Image(rule), Genuine.Of(card));
    }

    private CardImageFault FaultOf(Chance chance) => chance.Below(8) switch
    {
        0 => new CardImageFault.Remove(),
        1 => new CardImageFault.Status(new StatusWord(chance.Of(StatusWords))),
        2 => new CardImageFault.Delay(TimeSpan.FromMilliseconds(chance.Below(6000))),
        3 => new CardImageFault.Garble(),
        4 => new CardImageFault.Loop61(),
        5 => new CardImageFault.Swap("other.json", world.Pki.OtherMember.Image()),
        _ => new CardImageFault.Truncate(chance.Below(600)),
    };
}
