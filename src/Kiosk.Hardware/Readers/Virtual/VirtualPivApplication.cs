using System.Buffers;
using Kiosk.Cards.Iso7816;
using Kiosk.Cards.Piv;
using Kiosk.Cards.Tlv;

namespace Kiosk.Hardware.Readers.Virtual;

/// <summary>
/// The PIV card application over its contactless interface, without a virtual contact interface (NIST SP 800-73-4 part 2): objects that need a PIN are inaccessible,
/// the card authentication key is not. Whole commands in, whole responses out; blocks and chains are <see cref="VirtualCard"/>'s.
/// </summary>
internal sealed class VirtualPivApplication(CardImage image, SkimmedAnswers skimmed, CardSignature? forged)
{
    private const int AidPrefixLength = 9;
    private const int ProviderLength = 5;
    private const byte ApplicationPin = 0x80;
    private const byte GlobalPin = 0x00;

    private static readonly BerTag ApplicationPropertyTemplate = new(0x61);
    private static readonly BerTag ApplicationIdentifierTag = new(0x4F);
    private static readonly BerTag AllocationAuthority = new(0x79);
    private static readonly BerTag[] ClosedWithoutPin =
    [
        PivDataObject.CardholderFingerprints, PivDataObject.CardholderFacialImage, PivDataObject.PrintedInformation, PivDataObject.CardholderIrisImages,
    ];

    private readonly string name = Path.GetFileName(image.Source);
    private readonly byte[] aid = image.Application.ToArray();
    private readonly Dictionary<byte, VirtualCardKey> keys = [];
    private bool isSelected;

    public void Reset() => isSelected = false;

    /// <param name="replay">Answers a challenge with an old signature instead of a new one; null to sign.</param>
    public ResponseApdu Process(CommandApdu command, CardImageFault.Replay? replay) => command.Ins switch
    {
        Instruction.Select => Select(command),
        _ when !isSelected => Refuse(StatusWord.InstructionNotSupported),
        Instruction.GetData => GetData(command),
        Instruction.GeneralAuthenticate => GeneralAuthenticate(command, replay),
        Instruction.Verify => Verify(command),
        _ => Refuse(StatusWord.InstructionNotSupported),
    };

    private static ResponseApdu Refuse(StatusWord statusWord) => new(ReadOnlyMemory<byte>.Empty, statusWord);

    private static ResponseApdu Answer(ReadOnlyMemory<byte> data) => new(data, StatusWord.Success);

    /// <summary>An unknown AID leaves the selected application selected (part 2, 3.1.1).</summary>
    private ResponseApdu Select(CommandApdu command)
    {
        if (command.P1 != 0x04 || command.P2 != 0x00)
        {
            return Refuse(StatusWord.IncorrectP1P2);
        }

        var asked = command.Data.Span;
        var isPrefix = asked.Length == AidPrefixLength && aid.AsSpan().StartsWith(asked);
        if (!isPrefix && !asked.SequenceEqual(aid))
        {
            return Refuse(StatusWord.FileOrApplicationNotFound);
        }

        isSelected = true;
        return Answer(PropertyTemplate());
    }

    private byte[] PropertyTemplate()
    {
        var template = new ArrayBufferWriter<byte>();
        BerTlvWriter.Write(template, ApplicationIdentifierTag, aid.AsSpan(ProviderLength));
        BerTlvWriter.Write(template, AllocationAuthority, BerTlvWriter.Encode(ApplicationIdentifierTag, aid.AsSpan(0, ProviderLength)));
        return BerTlvWriter.Encode(ApplicationPropertyTemplate, template.WrittenSpan);
    }

    private ResponseApdu GetData(CommandApdu command)
    {
        if (command.P1 != 0x3F || command.P2 != 0xFF)
        {
            return Refuse(StatusWord.IncorrectP1P2);
        }

        if (ReadTagList(command.Data.Span) is not { } tag)
        {
            return Refuse(StatusWord.IncorrectDataField);
        }

        if (!image.Objects.TryGetValue(tag, out var value))
        {
            return Refuse(StatusWord.FileOrApplicationNotFound);
        }

        return ClosedWithoutPin.Contains(tag) ? Refuse(StatusWord.SecurityStatusNotSatisfied) : Answer(value);
    }

    private static BerTag? ReadTagList(ReadOnlySpan<byte> data)
    {
        try
        {
            var reader = new BerTlvReader(data);
            var list = reader.Read(PivDataObject.TagList);
            return reader.IsAtEnd && BerTag.TryRead(list, out var tag) && tag.Length == list.Length ? tag : null;
        }
        catch (BerTlvException)
        {
            return null;
        }
    }

    private ResponseApdu GeneralAuthenticate(CommandApdu command, CardImageFault.Replay? replay)
    {
        if (!image.Keys.TryGetValue(command.P2, out var key) || command.P1 != key.Algorithm)
        {
            return Refuse(StatusWord.IncorrectP1P2);
        }

        if (command.P2 != PivAuthentication.CardAuthenticationKey)
        {
            return Refuse(StatusWord.SecurityStatusNotSatisfied);
        }

        var signature = ReadChallenge(command.Data.Span) is { } challenge ? Sign(command.P2, challenge, replay) : null;
        return signature is null
            ? Refuse(StatusWord.IncorrectDataField)
            : Answer(BerTlvWriter.Encode(PivAuthentication.Template, BerTlvWriter.Encode(PivAuthentication.Response, signature)));
    }

    /// <summary>The challenge (81) beside an empty response (82), in any order.</summary>
    private static byte[]? ReadChallenge(ReadOnlySpan<byte> data)
    {
        try
        {
            var outer = new BerTlvReader(data);
            var template = outer.Enter(PivAuthentication.Template);
            outer.ThrowIfNotAtEnd();
            var first = template.Read();
            var second = template.Read();
            template.ThrowIfNotAtEnd();
            var challenge = first.Tag == PivAuthentication.Challenge ? first : second;
            var response = first.Tag == PivAuthentication.Challenge ? second : first;
            return challenge.Tag == PivAuthentication.Challenge && response.Tag == PivAuthentication.Response && response.Value.IsEmpty
                ? challenge.Value.ToArray()
                : null;
        }
        catch (BerTlvException)
        {
            return null;
        }
    }

    private byte[]? Sign(byte reference, byte[] challenge, CardImageFault.Replay? replay)
    {
        if (forged is not null)
        {
            return forged(challenge);
        }

        var key = Key(reference);
        if (replay is not null)
        {
            return skimmed.Find(replay.File ?? name) ?? skimmed.Find(name) ?? key.SignZeros();
        }

        var signature = key.Sign(challenge);
        if (signature is not null)
        {
            skimmed.Remember(name, signature);
        }

        return signature;
    }

    private VirtualCardKey Key(byte reference)
    {
        if (!keys.TryGetValue(reference, out var key))
        {
            key = VirtualCardKey.TryCreate(image.Keys[reference].Pkcs8)
                ?? throw new CardImageException(new(
                    $"{image.Source}: thành phần \"pkcs8\" của \"{reference:X2}\" trong \"keys\" không phải khóa riêng dùng được.",
                    $"{image.Source}: the member \"pkcs8\" of \"{reference:X2}\" of \"keys\" is not a usable private key."));
            keys.Add(reference, key);
        }

        return key;
    }

    /// <summary>VERIFY is refused over this interface (part 2, 3.2.1), including queries of the PIN's state.</summary>
    private static ResponseApdu Verify(CommandApdu command) => command switch
    {
        { P1: not (0x00 or 0xFF) } => Refuse(StatusWord.IncorrectP1P2),
        { P2: ApplicationPin or GlobalPin } => Refuse(StatusWord.SecurityStatusNotSatisfied),
        _ => Refuse(StatusWord.ReferencedDataNotFound),
    };
}
