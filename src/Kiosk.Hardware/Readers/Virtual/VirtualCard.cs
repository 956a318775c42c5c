using System.Buffers.Binary;
using Kiosk.Cards.Iso7816;

namespace Kiosk.Hardware.Readers.Virtual;

/// <summary>
/// A card with the content and faults of a <see cref="CardImage"/>, otherwise behaving like a contactless PIV card with short APDUs: response blocks
/// of at most 256 bytes, command chaining, GET RESPONSE. Faults are counted over the card's lifetime, across resets and presences.
/// </summary>
public sealed class VirtualCard : IVirtualCard
{
    private const byte ChainingBit = 0x10;
    private const int MaxChain = 4096;
    private const int StatusWordLength = 2;

    private readonly CardImage image;
    private readonly TimeProvider time;
    private readonly SkimmedAnswers skimmed;
    private readonly VirtualPivApplication application;
    private readonly int[] faultCounts;
    private readonly List<byte> chain = [];
    private CommandApdu? chainHead;
    private ReadOnlyMemory<byte> pending;
    private bool loops;

    public VirtualCard(CardImage image, TimeProvider time)
        : this(image, time, new SkimmedAnswers())
    {
    }

    /// <param name="time">Used for delays.</param>
    /// <param name="skimmed">Shared by cards of which one may replay another's answer.</param>
    /// <param name="signature">Answers challenges in place of the image's keys, or null.</param>
    public VirtualCard(CardImage image, TimeProvider time, SkimmedAnswers skimmed, CardSignature? signature = null)
    {
        this.image = image;
        this.time = time;
        this.skimmed = skimmed;
        application = new VirtualPivApplication(image, skimmed, signature);
        faultCounts = new int[image.Faults.Count];
    }

    public ReadOnlyMemory<byte> AnswerToReset => image.AnswerToReset.Value;

    public IVirtualCard? Successor { get; private set; }

    public void Reset()
    {
        application.Reset();
        ForgetCommand();
        Successor = null;
    }

    /// <exception cref="CardImageException">A key of the image cannot be used.</exception>
    public async ValueTask<ReadOnlyMemory<byte>?> TransmitAsync(ReadOnlyMemory<byte> command, CancellationToken cancellationToken)
    {
        switch (NextFault(command.Span))
        {
            case CardImageFault.Remove:
                return null;
            case CardImageFault.Swap swap:
                Successor = new VirtualCard(swap.Card, time, skimmed);
                return null;
            case CardImageFault.Status status:
                ForgetCommand();
                return Encode(default, status.StatusWord);
            case CardImageFault.Delay delay:
                await Task.Delay(delay.Duration, time, cancellationToken);
                return Execute(command, fault: null);
            case var fault:
                return Execute(command, fault);
        }
    }

    private CardImageFault? NextFault(ReadOnlySpan<byte> command)
    {
        CardImageFault? next = null;
        for (var index = 0; index < faultCounts.Length; index++)
        {
            var fault = image.Faults[index];
            if (!command.StartsWith(fault.On.Span))
            {
                continue;
            }

            if (faultCounts[index] >= fault.After)
            {
                next ??= fault.Do;
            }
            else
            {
                faultCounts[index]++;
            }
        }

        return next;
    }

    private ReadOnlyMemory<byte> Execute(ReadOnlyMemory<byte> bytes, CardImageFault? fault)
    {
        if (CommandApduParser.ParseShort(bytes) is not { } command)
        {
            return Encode(default, StatusWord.WrongLength);
        }

        if ((command.Cla & ~ChainingBit) != 0)
        {
            return Encode(default, StatusWord.ClassNotSupported);
        }

        if (command.Ins == Instruction.GetResponse && fault is not CardImageFault.Loop61)
        {
            return NextBlock(command.Ne, fault);
        }

        pending = default;
        loops = fault is CardImageFault.Loop61;
        return loops ? NextBlock(command.Ne, fault) : ExecuteLink(command, fault);
    }

    private ReadOnlyMemory<byte> ExecuteLink(CommandApdu command, CardImageFault? fault)
    {
        if (chainHead is null || !IsSameCommand(chainHead, command))
        {
            chain.Clear();
        }

        if (chain.Count + command.Data.Length > MaxChain)
        {
            ForgetCommand();
            return Encode(default, StatusWord.WrongLength);
        }

        chain.AddRange(command.Data.Span);
        chainHead = command;
        if ((command.Cla & ChainingBit) != 0)
        {
            return Encode(default, StatusWord.Success);
        }

        var whole = command with { Data = chain.ToArray() };
        ForgetCommand();
        return Respond(whole, fault);
    }

    private static bool IsSameCommand(CommandApdu first, CommandApdu next) => (first.Ins, first.P1, first.P2) == (next.Ins, next.P1, next.P2);

    private ReadOnlyMemory<byte> Respond(CommandApdu command, CardImageFault? fault)
    {
        var response = application.Process(command, fault as CardImageFault.Replay);
        if (!response.StatusWord.IsSuccess)
        {
            return Encode(default, response.StatusWord);
        }

        pending = Spoil(response.Data, fault);
        return pending.IsEmpty ? Encode(default, StatusWord.Success) : NextBlock(command.Ne, fault: null);
    }

    /// <summary>As much of the pending response as the terminal requests; without Le only the status word that announces it.</summary>
    private ReadOnlyMemory<byte> NextBlock(int? ne, CardImageFault? fault)
    {
        if (loops)
        {
            return Encode([0], new StatusWord(0x6101));
        }

        if (pending.IsEmpty)
        {
            return Encode(default, StatusWord.ConditionsOfUseNotSatisfied);
        }

        var block = pending[..Math.Min(ne ?? 0, pending.Length)];
        pending = pending[block.Length..];
        return Encode(Spoil(block, fault).Span, pending.IsEmpty ? StatusWord.Success : MoreData(pending.Length));
    }

    private static StatusWord MoreData(int length) => new((ushort)(0x6100 | (length > 0xFF ? 0 : length)));

    private static ReadOnlyMemory<byte> Spoil(ReadOnlyMemory<byte> data, CardImageFault? fault) => fault switch
    {
        CardImageFault.Truncate truncate => data[..Math.Min(truncate.Length, data.Length)],
        CardImageFault.Garble => Invert(data.Span),
        _ => data,
    };

    private static byte[] Invert(ReadOnlySpan<byte> data)
    {
        var inverted = data.ToArray();
        foreach (ref var value in inverted.AsSpan())
        {
            value ^= 0xFF;
        }

        return inverted;
    }

    private void ForgetCommand()
    {
        chain.Clear();
        chainHead = null;
        pending = default;
        loops = false;
    }

    private static byte[] Encode(ReadOnlySpan<byte> data, StatusWord statusWord)
    {
        var response = new byte[data.Length + StatusWordLength];
        data.CopyTo(response);
        BinaryPrimitives.WriteUInt16BigEndian(response.AsSpan(data.Length), statusWord.Value);
        return response;
    }
}
