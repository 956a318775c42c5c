using Kiosk.Journal;
using Kiosk.Service.CheckIn;
using Kiosk.Trials.Demo;
using Kiosk.Ui.Screens;
using Kiosk.Verification.Reasons;
using Microsoft.Extensions.DependencyInjection;

namespace Kiosk.Service.Demo;

/// <summary>What a terminal does besides checking cards in, a scene each: an invitation and its undoing, a clerk's desk, one's own record, a door without staff. Leaves the terminal at its meeting and its door.</summary>
internal sealed class TourScenes(DemoWorld world, DemoDoor door)
{
    private const string By = "tour";
    private const int FirstNumber = 16;

    private int number = FirstNumber;

    /// <summary>Records that no tap gave a receipt for.</summary>
    public ulong Undone { get; private set; }

    private TerminalControl Control => door.Application.Services.GetRequiredService<TerminalControl>();

    private OperatorActs Acts => door.Application.Services.GetRequiredService<OperatorActs>();

    /// <returns>The scenes as they are played.</returns>
    public async IAsyncEnumerable<(TourLine Line, CheckInOutcome Outcome)> PlayAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var invited = world.Invitations[0];
        yield return Scene($"{invited.Vietnamese}, được máy quét đọc", invited.Expected, await door.Taps.ScanAsync(invited, cancellationToken));
        var menu = await door.Taps.TapAsync(DemoCard.Staff, cancellationToken);
        Touch("choose:0 choose:0");
        Undone++;
        yield return Scene("Cán bộ hủy lượt vừa ghi, vì ghi nhầm người", ReasonCode.AdmissionOperator, menu, IsUndone());

        Control.SwitchMode(new(ModeSelection.ForProcedure), By);
        yield return Scene("Cán bộ tiếp nhận mở bàn", ReasonCode.AdmissionDeskOpened, await door.Taps.TapAsync(DemoCard.Staff, cancellationToken));
        Touch("open choose:2 continue");
        yield return Scene("Thẻ 1 nộp đảng phí tại bàn", ReasonCode.Admitted, await door.Taps.TapAsync(DemoCard.GoodP256, cancellationToken));
        Touch("record");
        await door.Taps.TapAsync(DemoCard.GoodP256, cancellationToken);
        yield return Scene("Thẻ 1 xem thông tin của mình", ReasonCode.AdmissionRecordShown, await door.Taps.TapAsync(DemoCard.GoodP256, cancellationToken));
        Touch("continue");

        Control.SwitchMode(new(ModeSelection.Verify), By);
        Acts.TakeOver(DemoPoint.WayIn, direction: null, By);
        yield return Scene("Thẻ 1 ở cửa kho không có cán bộ trực", ReasonCode.Admitted, await door.Taps.TapAsync(DemoCard.GoodP256, cancellationToken));
        yield return Scene("Thẻ 10 ở cửa kho, không có trong quy định", ReasonCode.AdmissionNotAllowedHere, await door.Taps.TapAsync(DemoCard.NotInvited, cancellationToken));
        Acts.TakeOver(door.Name, direction: null, By);
        Control.SwitchMode(new(ModeSelection.AtMeeting, Meeting: DemoMeeting.Id), By);
    }

    private (TourLine Line, CheckInOutcome Outcome) Scene(string words, ReasonCode expected, CheckInOutcome outcome, bool holds = true) => (TourLine.Of(number++, words, expected, outcome, holds), outcome);

    private bool IsUndone() => JournalReader.Open(door.Folders.Journal).Read().Last().Record.Outcome is JournalOutcome.Undone;

    private void Touch(string actions)
    {
        foreach (var action in actions.Split(' '))
        {
            door.Application.Services.GetRequiredService<ScreenDesks>().Obey(ScreenAction.TryParse(action)!);
        }
    }
}
