using System.Text;
using Kiosk.Durability;
using Kiosk.Identity;
using Kiosk.Identity.Enrolment;

namespace Kiosk.Service.Identity;

/// <summary>This terminal's enrolment: makes requests, checks answers and keeps the certificates.</summary>
/// <remarks>Every method throws <see cref="EnrolmentException"/> if something cannot be used, and <see cref="IOException"/> if the disk fails.</remarks>
internal sealed class TerminalEnrolment(string path, string terminalId, IKeyStore keys, IDurableFiles files, TimeProvider time)
{
    /// <returns>Null before the terminal has certificates.</returns>
    public EnrolledCertificates? Certificates => EnrolledCertificates.Read(path, terminalId);

    /// <summary>Starts an enrolment. Whatever the terminal is enrolled with stays in force until the answer.</summary>
    public EnrolmentRequest Begin(EnrolmentToken token)
    {
        if (token.TerminalId != terminalId)
        {
            throw new EnrolmentException(new(
                $"Mã ghi danh dành cho thiết bị {token.TerminalId}, còn thiết bị này là {terminalId}: hãy dùng đúng mã, hoặc đặt lại Kiosk:TerminalId.",
                $"The token is terminal {token.TerminalId}'s, and this is {terminalId}: use the right one, or set Kiosk:TerminalId right."));
        }

        if (token.IsExpiredAt(time.GetUtcNow()))
        {
            throw new EnrolmentException(new(
                $"Mã ghi danh đã hết hạn lúc {token.Expires:yyyy-MM-dd HH:mm'Z'}: hãy xin mã mới (registry terminal add {terminalId}, hoặc collector enrol {terminalId}), hoặc chỉnh lại đồng hồ nếu đồng hồ sai.",
                $"The token expired at {token.Expires:yyyy-MM-dd HH:mm'Z'}: ask for a new one (registry terminal add {terminalId}, or collector enrol {terminalId}), or set the clock right if it is wrong."));
        }

        var known = Read();
        (known with { Token = token.ToString(), CollectorUrl = token.Collector?.Url.ToString() ?? known.CollectorUrl, CollectorPin = token.Collector?.Pin ?? known.CollectorPin }).Write(path, files);
        return EnrolmentRequest.Create(terminalId, keys, token);
    }

    /// <summary>The request of an enrolment that was started, or else a renewal.</summary>
    public EnrolmentRequest Continue()
    {
        var (known, now) = (Read(), time.GetUtcNow());
        return known switch
        {
            // A token that nobody answered in time must not keep an enrolled terminal from renewing for ever.
            { Token: { } text } when EnrolmentToken.Parse(text) is var token && (known.Certificates is null || !token.IsExpiredAt(now)) => EnrolmentRequest.Create(terminalId, keys, token),
            { Certificates: not null } => EnrolmentRequest.Create(terminalId, keys, token: null),
            _ => throw new EnrolmentException(new(
                $"Thiết bị {terminalId} chưa được ghi danh: hãy xin mã (registry terminal add {terminalId}, hoặc collector enrol {terminalId}) và nêu mã bằng --token.",
                $"Terminal {terminalId} is not enrolled: ask for a token (registry terminal add {terminalId}, or collector enrol {terminalId}) and name it with --token.")),
        };
    }

    /// <summary>Checks the answer against the token, or the known CA, and this terminal's keys, then keeps it.</summary>
    public EnrolledCertificates Accept(EnrolmentAnswer answer)
    {
        var known = Read();
        ReadOnlyMemory<byte>? root = known.Certificates is { } held ? EnrolmentAnswer.Parse(held).Root : null;
        answer.Check(terminalId, keys, known.Token is { } token ? EnrolmentToken.Parse(token) : null, root, time.GetUtcNow());
        (known with { Token = null, Certificates = answer.ToPem() }).Write(path, files);
        return EnrolledCertificates.Of(answer, known.Collector);
    }

    /// <summary>Enrols by the token that was begun, or renews, over the network.</summary>
    /// <exception cref="HttpRequestException">The collector cannot be reached.</exception>
    public async Task<EnrolledCertificates> SendAsync(CancellationToken cancellationToken)
    {
        var collector = Read().Collector ?? throw new EnrolmentException(new(
            "Mã ghi danh của thiết bị này không nêu máy thu thập: hãy mang yêu cầu đến bàn phát hành bằng USB (kiosk enrol --request USB).",
            "This terminal's token names no collector: carry the request to the desk on a stick (kiosk enrol --request STICK)."));
        return Accept(await EnrolmentClient.SendAsync(collector, Encoding.ASCII.GetBytes(Continue().ToPem()), cancellationToken));
    }

    private EnrolmentFile Read() => EnrolmentFile.Read(path, terminalId) ?? new(terminalId, Token: null, Certificates: null, CollectorUrl: null, CollectorPin: null);
}
