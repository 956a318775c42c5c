using System.CommandLine;
using System.Text;
using System.Text.Json.Serialization;
using Kiosk.CommandLine;
using Kiosk.Durability;
using Kiosk.Identity;
using Kiosk.Identity.Enrolment;
using Kiosk.Service.CheckIn;
using Kiosk.Service.CommandLine.Answers;
using Kiosk.Service.CommandLine.Arguments;
using Kiosk.Service.Configuration;
using Kiosk.Service.Identity;
using Kiosk.Words;

namespace Kiosk.Service.CommandLine;

/// <summary><c>kiosk enrol</c>: gets this terminal its certificates, over the network or by stick.</summary>
internal static class EnrolCommand
{
    private const string RequestEnding = ".enrol-request.pem";
    private const string AnswerEnding = ".enrol-answer.pem";

    public static Command Create(Language language)
    {
        var common = new CommonOptions(language);
        var token = new Option<string?>("--token") { Description = new Phrase("Mã ghi danh mà registry terminal add hoặc collector enrol đã in, hoặc một tệp chứa mã. Nếu không có --request, thiết bị ghi danh ngay tại máy thu thập mà mã nêu.", "The token that registry terminal add or collector enrol printed, or a file with it. Without --request, enrols at once at the collector that it names.").In(language), HelpName = "TEXT|FILE" };
        var request = new Option<string?>("--request") { Description = new Phrase($"Ghi yêu cầu ra tệp, hoặc vào thư mục dưới tên MÃ{RequestEnding}, ví dụ trên USB. Nếu không có --token: ghi lại yêu cầu, hoặc yêu cầu gia hạn.", $"Write the request to a file, or into a folder as ID{RequestEnding}, such as on a stick. Without --token: the request again, or a renewal.").In(language), HelpName = "PATH" };
        var answer = new Option<string?>("--answer") { Description = new Phrase($"Nhận chứng thư số từ tệp mà registry terminal sign đã ghi, hoặc từ MÃ{AnswerEnding} trong một thư mục.", $"Take the certificates from the file that registry terminal sign wrote, or from ID{AnswerEnding} in a folder.").In(language), HelpName = "PATH" };
        var renew = new Option<bool>("--renew") { Description = new Phrase("Gia hạn chứng thư số ngay tại máy thu thập; dịch vụ tự làm việc này khi hết nửa thời hạn.", "Renew the certificates now at the collector; the service does so by itself at half of their life.").In(language) };
        var command = new Command(
            "enrol",
            new Phrase(
                "Ghi danh thiết bị này: lấy chứng thư số cho các khóa được tạo ở đây và không bao giờ rời khỏi đây. Mã thoát 2: bị từ chối; 3: không kết nối được máy thu thập.",
                "Enrol this terminal: get certificates for its keys, which are made here and never leave it. Exit code 2: refused; 3: the collector cannot be reached.").In(language)) { token, request, answer, renew };
        common.AddTo(command);
        command.Validators.Add(result =>
        {
            // Reading values would throw if one is missing, which is reported elsewhere.
            var steps = (result.GetResult(token) is not null || result.GetResult(request) is not null ? 1 : 0) + (result.GetResult(answer) is not null ? 1 : 0) + (result.GetResult(renew) is { Implicit: false } ? 1 : 0);
            if (steps != 1)
            {
                result.AddError(new Phrase(
                    "Hãy nêu một bước: --token, --token cùng --request, --request, --answer hoặc --renew, ví dụ: kiosk enrol --token /media/stick/HN-01.token --request /media/stick",
                    "Name one step: --token, --token with --request, --request, --answer, or --renew, as in: kiosk enrol --token /media/stick/HN-01.token --request /media/stick").In(language));
            }
        });
        command.SetAction(async (parsed, cancellationToken) =>
        {
            common.RequireOwner(parsed);
            var options = common.Settings(parsed);
            var folders = new KioskFolders(options.DataFolder);
            var files = new DurableFiles();
            Directory.CreateDirectory(folders.Data);
            KeyLock.Require(folders);
            using var keys = TerminalKeys.Open(folders, options.TerminalId, KeyPlace.Of(options.Identity), files);
            var enrolment = new TerminalEnrolment(folders.EnrolmentFile, options.TerminalId, keys, files, TimeProvider.System);
            var asJson = parsed.GetValue(common.Json);
            var begun = parsed.GetValue(token) is { } given ? enrolment.Begin(EnrolmentToken.Parse(TextOf(given))) : null;
            if (parsed.GetValue(request) is { } place)
            {
                return Print(WriteRequest(begun ?? enrolment.Continue(), place), asJson, language);
            }

            try
            {
                var certificates = parsed.GetValue(answer) is { } path
                    ? enrolment.Accept(ReadAnswer(path, options.TerminalId))
                    : await enrolment.SendAsync(cancellationToken);
                return Print(certificates, options.TerminalId, asJson, language);
            }
            catch (HttpRequestException e)
            {
                throw new ServiceUnavailableException(
                    new(
                        $"Không kết nối được máy thu thập [{e.Message.TrimEnd('.')}]: hãy kiểm tra mạng và thử lại; hoặc xin mã của bàn phát hành (registry terminal add {options.TerminalId}) và mang yêu cầu đi bằng USB: kiosk enrol --token MÃ --request USB",
                        $"The collector cannot be reached: {e.Message.TrimEnd('.')}. Check the network and try again; or ask the desk for a token (registry terminal add {options.TerminalId}) and carry the request: kiosk enrol --token TOKEN --request STICK"),
                    e);
            }
        });
        return command;
    }

    /// <summary>Writes the request of a terminal that renews by stick and is due, for a stick that leaves anyway.</summary>
    /// <returns>The file; null if no renewal is due. What is wrong with the enrolment keeps nothing else from the stick.</returns>
    public static string? WriteRenewal(KioskOptions options, string stick)
    {
        var folders = new KioskFolders(options.DataFolder);
        var (files, time) = (new DurableFiles(), TimeProvider.System);
        try
        {
            if (EnrolledCertificates.Read(folders.EnrolmentFile, options.TerminalId) is not { Collector: null } certificates || time.GetUtcNow() < certificates.RenewalDue)
            {
                return null;
            }

            KeyLock.Require(folders);
            using var keys = TerminalKeys.Open(folders, options.TerminalId, KeyPlace.Of(options.Identity), files);
            return WriteRequest(new TerminalEnrolment(folders.EnrolmentFile, options.TerminalId, keys, files, time).Continue(), stick);
        }
        catch (Exception e) when (e is EnrolmentException or KeyStoreException)
        {
            return null;
        }
    }

    private static string WriteRequest(EnrolmentRequest request, string place)
    {
        var file = Directory.Exists(place) ? Path.Combine(place, request.TerminalId + RequestEnding) : Path.GetFullPath(place);
        new DurableFiles().Replace(file, Encoding.ASCII.GetBytes(request.ToPem()));
        return file;
    }

    private static string TextOf(string given) =>
        given.Contains("secret=", StringComparison.Ordinal) ? given : Encoding.UTF8.GetString(GivenPath.Read(given, EnrolmentToken.MaxLength));

    private static EnrolmentAnswer ReadAnswer(string place, string terminalId)
    {
        var file = Directory.Exists(place) ? Path.Combine(place, terminalId + AnswerEnding) : place;
        return EnrolmentAnswer.Parse(Encoding.ASCII.GetString(GivenPath.Read(file, EnrolmentAnswer.MaxLength)));
    }

    private static int Print(string request, bool asJson, Language language)
    {
        Console.WriteLine(asJson
            ? JsonAnswer.Of(new EnrolReport(Request: request), EnrolReportJson.Default.EnrolReport, ExitCode.Done, sentence: null)
            : new Phrase(
                $"{request} là yêu cầu: hãy mang đến bàn phát hành, chạy registry terminal sign ở đó, rồi mang câu trả lời về cho kiosk enrol --answer.",
                $"{request} is the request: carry it to the desk, run registry terminal sign there, and bring the answer back for kiosk enrol --answer.").In(language));
        return ExitCode.Done;
    }

    private static int Print(EnrolledCertificates certificates, string terminalId, bool asJson, Language language)
    {
        Console.WriteLine(asJson
            ? JsonAnswer.Of(new EnrolReport(EnrolledUntil: certificates.NotAfter, RenewalDue: certificates.RenewalDue), EnrolReportJson.Default.EnrolReport, ExitCode.Done, sentence: null)
            : new Phrase(
                $"Thiết bị {terminalId} đã được ghi danh đến {certificates.NotAfter:yyyy-MM-dd}; gia hạn từ {certificates.RenewalDue:yyyy-MM-dd}.",
                $"Terminal {terminalId} is enrolled until {certificates.NotAfter:yyyy-MM-dd}; renewal is due from {certificates.RenewalDue:yyyy-MM-dd}.").In(language));
        return ExitCode.Done;
    }
}

/// <summary>The output of <c>kiosk enrol --json</c>.</summary>
/// <param name="Request">The file with the request, if one was written.</param>
internal sealed record EnrolReport(string? Request = null, DateTimeOffset? EnrolledUntil = null, DateTimeOffset? RenewalDue = null);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(EnrolReport))]
internal sealed partial class EnrolReportJson : JsonSerializerContext;
