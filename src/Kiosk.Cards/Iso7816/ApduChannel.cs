using System.Buffers;

namespace Kiosk.Cards.Iso7816;

/// <summary>
/// Sends whole commands and receives whole responses over a connection limited to short APDUs: command chaining (ISO/IEC 7816-4, 5.3.3), GET RESPONSE
/// for 61xx, one retry for 6Cxx, smaller Le for 6700. Every loop is bounded by the response's maximum length and by the deadline.
/// </summary>
/// <param name="deadline">Covers everything sent on this channel.</param>
/// <param name="usesExtendedLength">Whether to send data over 255 bytes in one extended APDU if the ATR allows it; otherwise it is chained.</param>
internal sealed class ApduChannel(ICardConnection connection, Deadline deadline, bool usesExtendedLength = false)
{
    private const int SmallerNe = 192;
    private const int SmallestNe = 128;

    /// <summary>Per response: enough for the longest object in blocks of 16 bytes, the smallest that any reader carries.</summary>
    private const int MaxBlocks = 256;

    private readonly bool extended = usesExtendedLength && connection.AnswerToReset.AllowsExtendedLength;
    private int maxNe = CommandApdu.MaxShortNe;

    /// <param name="limit">Time limit for the command and all its blocks.</param>
    /// <param name="maxResponse">Maximum length of the collected response data in bytes.</param>
    /// <exception cref="CardMalformedException">The response is too long, has an empty block or too many blocks, or is a second 6Cxx.</exception>
    /// <exception cref="CardTimeoutException">The deadline passed; a late answer is discarded.</exception>
    /// <exception cref="CardException">As for <see cref="ICardConnection.TransmitAsync"/>.</exception>
    public async ValueTask<ResponseApdu> SendAsync(CommandApdu command, TimeSpan limit, int maxResponse, CancellationToken cancellationToken)
    {
        var exchange = new Exchange(deadline.Within(limit), cancellationToken);
        var response = await SendAdaptingLeAsync(command, exchange);
        if (!response.StatusWord.HasMoreData)
        {
            return response.Data.Length <= maxResponse ? response : throw TooLong(maxResponse);
        }

        var collected = new ArrayBufferWriter<byte>(CommandApdu.MaxShortNe * 2);
        for (var blocks = 1; ; blocks++)
        {
            collected.Write(response.Data.Span);
            if (collected.WrittenCount > maxResponse)
            {
                throw TooLong(maxResponse);
            }

            if (!response.StatusWord.HasMoreData)
            {
                return new ResponseApdu(collected.WrittenMemory, response.StatusWord);
            }

            response = blocks < MaxBlocks
                ? await GetResponseAsync(response.StatusWord, exchange)
                : throw new CardMalformedException($"The card cuts its answer into more than {MaxBlocks} blocks.");
        }
    }

    private static CardMalformedException TooLong(int maxResponse) => new($"The card answers with more than {maxResponse} bytes.");

    private async ValueTask<ResponseApdu> GetResponseAsync(StatusWord announced, Exchange exchange)
    {
        var waiting = announced.Sw2 == 0 ? CommandApdu.MaxShortNe : announced.Sw2;
        var response = await SendAdaptingLeAsync(new CommandApdu(0, Instruction.GetResponse, 0, 0, Ne: Math.Min(waiting, maxNe)), exchange);
        return response is { Data.IsEmpty: true, StatusWord.HasMoreData: true }
            ? throw new CardMalformedException("The card announces response data and gives none.")
            : response;
    }

    private async ValueTask<ResponseApdu> SendAdaptingLeAsync(CommandApdu command, Exchange exchange)
    {
        var current = command.Ne > maxNe && !extended ? command with { Ne = maxNe } : command;
        while (true)
        {
            var response = await SendBlocksAsync(current, exchange);
            if (response.StatusWord.IsWrongLe && current.Ne is not null)
            {
                // Some cards answer 6C00 for 256, so 00 must not be read as zero.
                current = current with { Ne = response.StatusWord.Sw2 == 0 ? CommandApdu.MaxShortNe : response.StatusWord.Sw2 };
                exchange.CountWrongLe();
            }
            else if (response.StatusWord == StatusWord.WrongLength && NextSmallerNe(current.Ne) is { } smaller)
            {
                // Some readers cannot return 256 bytes; keep the size that works for later commands.
                current = current with { Ne = smaller };
                maxNe = smaller;
            }
            else
            {
                return response;
            }
        }
    }

    private static int? NextSmallerNe(int? ne) => ne switch
    {
        CommandApdu.MaxShortNe => SmallerNe,
        SmallerNe => SmallestNe,
        _ => null,
    };

    private async ValueTask<ResponseApdu> SendBlocksAsync(CommandApdu command, Exchange exchange)
    {
        if (extended)
        {
            return await TransmitAsync(command, exchange);
        }

        var rest = command.Data;
        while (rest.Length > CommandApdu.MaxShortNc)
        {
            var block = command.Chained(chained: true) with { Data = rest[..CommandApdu.MaxShortNc], Ne = null };
            var response = await TransmitAsync(block, exchange);
            if (!response.StatusWord.IsSuccess)
            {
                return response;
            }

            rest = rest[CommandApdu.MaxShortNc..];
        }

        return await TransmitAsync(rest.Length == command.Data.Length ? command : command with { Data = rest }, exchange);
    }

    private async ValueTask<ResponseApdu> TransmitAsync(CommandApdu command, Exchange exchange)
    {
        var remaining = exchange.Deadline.Remaining;
        if (remaining <= TimeSpan.Zero)
        {
            throw new CardTimeoutException($"No time was left for command {command.Ins:X2}.");
        }

        var answer = await connection.TransmitAsync(command.Encode(), remaining, exchange.CancellationToken);
        return exchange.Deadline.HasPassed
            ? throw new CardTimeoutException($"Command {command.Ins:X2} was answered after its deadline.")
            : ResponseApdu.Parse(answer);
    }

    /// <summary>One command and its follow-ups.</summary>
    private sealed class Exchange(Deadline deadline, CancellationToken cancellationToken)
    {
        private bool hadWrongLe;

        public Deadline Deadline => deadline;

        public CancellationToken CancellationToken => cancellationToken;

        public void CountWrongLe()
        {
            if (hadWrongLe)
            {
                throw new CardMalformedException("The card refuses the very Le that it asked for (6Cxx twice).");
            }

            hadWrongLe = true;
        }
    }
}
