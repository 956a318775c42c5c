using System.CommandLine;
using System.Globalization;
using System.Text.Json.Serialization;
using System.Threading.Channels;
using Kiosk.CommandLine;
using Kiosk.Feed.Records;
using Kiosk.Hardware.Devices;
using Kiosk.Hardware.Displays;
using Kiosk.Hardware.Input;
using Kiosk.Service.CommandLine.Answers;
using Kiosk.Service.CommandLine.Arguments;
using Kiosk.Service.Configuration;
using Kiosk.Words;

namespace Kiosk.Service.CommandLine;

/// <summary><c>kiosk devices touch</c>: prints touches of the panel, for calibration.</summary>
internal static class DevicesTouchCommand
{
    public static Command Create(Language language)
    {
        var common = new CommonOptions(language).PrintingLines(new("lần chạm", "a touch"));
        var size = new WholeNumber(1, 16_384, 800, language).Several("--size");
        (size.Description, size.HelpName, size.Arity, size.AllowMultipleArgumentsPerToken, size.DefaultValueFactory) = (new Phrase("Kích thước hình tính bằng điểm ảnh.", "Size of the pictures in pixels.").In(language), "WIDTH HEIGHT", new(2, 2), true, _ => [800, 480]);
        var rotation = new Option<string>("--rotation") { Description = new Phrase("Góc xoay của hình trên màn hình, tính bằng độ.", "Rotation of the pictures on the panel, in degrees.").In(language), DefaultValueFactory = _ => "0" };
        rotation.TakeOnly(language, "0", "90", "180", "270");
        var count = new WholeNumber(0, 1_000_000, 4, language).Option("--count", usual: 0);
        (count.Description, count.HelpName) = (new Phrase("Dừng sau N lần chạm; 0 là tiếp tục đến khi nhấn Ctrl-C.", "Stop after N touches; 0 continues until Ctrl-C.").In(language), "N");
        var command = new Command("touch", new Phrase("In vị trí điểm ảnh của mỗi lần chạm trên màn hình nêu ở Kiosk:Touch.", "Print the pixel position of each touch on the panel named by Kiosk:Touch.").In(language)) { size, rotation, count };
        common.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var options = common.Settings(parsed).Touch;
            var calibration = TouchCalibration.TryParse(options.Calibration, (Rotation)int.Parse(parsed.GetValue(rotation)!, CultureInfo.InvariantCulture))!;
            var asJson = parsed.GetValue(common.Json);
            return await PrintAsync(
                options, calibration, ((int)parsed.GetValue(size)![0], (int)parsed.GetValue(size)![1]), parsed.GetValue(count), asJson, language, cancellationToken);
        });
        return command;
    }

    private static async Task<int> PrintAsync(
        TouchOptions options, TouchCalibration calibration, (int Width, int Height) size, long count, bool asJson, Language language, CancellationToken cancellationToken)
    {
        var touches = Channel.CreateUnbounded<TouchEvent>();
        try
        {
            using var panel = TouchPanel.Open(options.HasPanel ? options.Node : "", calibration, () => size, touch => touches.Writer.TryWrite(touch), lost => touches.Writer.Complete(lost));
            await Console.Error.WriteLineAsync(new Phrase($"{panel.Path}: hãy chạm vào màn hình; nhấn Ctrl-C để dừng.", $"{panel.Path}: touch the panel; press Ctrl-C to stop.").In(language));
            var printed = 0;
            await foreach (var touch in touches.Reader.ReadAllAsync(cancellationToken))
            {
                var line = new TouchLine(touch.Phase.ToString(), touch.X, touch.Y);
                Console.WriteLine(asJson ? JsonText.Of(line, TouchLineJson.Default.TouchLine) : $"{line.Phase,-8} {line.X,5} {line.Y,5}");
                printed += touch.Phase == TouchPhase.Released ? 1 : 0;
                if (count > 0 && printed == count)
                {
                    break;
                }
            }

            return ExitCode.Done;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return ExitCode.Done;
        }
        catch (DeviceException exception)
        {
            throw new ServiceUnavailableException(Doctor.DeviceCheckUp.SentenceOf(exception), exception);
        }
    }
}

/// <summary>One line of <c>kiosk devices touch --json</c>.</summary>
/// <param name="X">Pixels from the left of the picture.</param>
/// <param name="Y">Pixels from its top.</param>
internal sealed record TouchLine(string Phase, int X, int Y);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(TouchLine))]
internal sealed partial class TouchLineJson : JsonSerializerContext;
